// The keyboard alone: the way to the network, the palette as one stop, all layers selected, names of the places to
// insert at, and the focus after every kind of edit.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../support/axe.mjs';
import { conv, document, drag, network, pool } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const same = (id) => conv(id, 8, 3, { padding: 'same' });
const relu = (id) => ({ id, kind: 'activation', function: 'relu', slope: 0.01 });
const ending = [{ id: 90, kind: 'flatten' }, { id: 91, kind: 'dense', units: 10, bias: true }];
const residual = { id: 10, kind: 'residual', body: [same(11), relu(12)], shortcut: [] };
const branches = { id: 20, kind: 'parallel', merge: 'concat', branches: [[same(21)], [same(22)]] };
const NODES = [same(1), relu(2), pool(3), residual, branches, ...ending];

const visit = async (nodes = NODES, settings = {}) => {
  const found = await filtro.visit(settings);
  const net = network(found.page);
  await net.pictured();
  await net.load(document([3, 32, 32], nodes));
  await found.page.waitForFunction(() => globalThis.document.querySelector('.header-name')?.value === 'Exercise');
  return { ...found, ...net };
};
const active = (page) => page.evaluate(() => globalThis.document.activeElement?.id ?? '');
const focused = (page, id) => page.waitForFunction((wanted) => globalThis.document.activeElement?.id === wanted, id);
const nowhere = (page) => page.evaluate(() => globalThis.document.activeElement === globalThis.document.body);

test('the network is a few tab stops from the start of the page', async () => {
  const { page, errors } = await filtro.visit();
  await network(page).pictured();
  const inside = () => page.evaluate(() => Boolean(globalThis.document.activeElement?.closest('.canvas')));
  let stops = 0;
  for (; stops < 70; stops += 1) {
    await page.keyboard.press('Tab');
    if (await inside()) break;
  }
  assert.ok(stops <= 12, `${stops} stops before the network`);
  assert.ok(stops > 3);
  // And back: the palette is one stop as well.
  const section = () => page.evaluate(() => globalThis.document.activeElement?.closest('.palette, .canvas-bar, .transport, .header')?.className);
  const passed = [];
  for (let back = 0; back < stops; back += 1) {
    await page.keyboard.press('Shift+Tab');
    passed.push(await section());
  }
  assert.equal(passed.filter((name) => name === 'palette').length, 1);
  assert.deepEqual(errors, []);
});

test('the palette is one stop: arrows, Home, End, groups and letters go about in it, Enter and Space add', async () => {
  const { page, palette, names, errors } = await visit();
  const here = () => page.evaluate(() => globalThis.document.activeElement?.textContent);
  const first = palette.getByRole('button', { name: 'Conv 2D', exact: true });
  await first.focus();
  const keys = async (...all) => {
    for (const key of all) await page.keyboard.press(key);
    return here();
  };
  assert.equal(await keys('ArrowDown'), 'Depthwise conv');
  assert.equal(await keys('ArrowUp', 'ArrowUp'), 'Dense block');
  assert.equal(await keys('Home'), 'Conv 2D');
  assert.equal(await keys('End'), 'Dense block');
  assert.equal(await keys('Home', 'd'), 'Depthwise conv');
  assert.equal(await keys('d'), 'Dropout');
  assert.equal(await keys('PageDown'), 'Residual');
  assert.equal(await keys('PageDown'), 'Basic residual');
  assert.equal(await keys('PageUp', 'PageUp'), 'Conv 2D');
  // It is left and come back to at the same place.
  await keys('b');
  const at = await here();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await here(), at);
  const before = await names();
  await keys('Home', 'd', 'd', 'Enter');
  await page.waitForFunction((count) => globalThis.document.querySelectorAll('#network [aria-roledescription]').length > count, before.length);
  await page.keyboard.press('Space');
  await page.waitForFunction((count) => globalThis.document.querySelectorAll('#network [aria-roledescription]').length > count, before.length + 1);
  assert.equal((await names()).filter((name) => name === 'Dropout').length, 2);
  assert.equal(await here(), 'Dropout');
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(errors, []);
});

test('Ctrl and A selects all layers and marks no text; a drag from the palette works behind it', async () => {
  const { page, palette, canvas, card, names, layer } = await visit();
  const marked = () => page.evaluate(() => globalThis.getSelection().toString());
  const chosen = () => canvas.locator('[aria-current=true].card[tabindex]').count();
  for (const from of ['body', 'card', 'palette']) {
    await page.keyboard.press('Escape');
    if (from === 'body') await page.evaluate(() => globalThis.document.activeElement?.blur());
    if (from === 'card') await card('Max pool').click();
    if (from === 'palette') await palette.getByRole('button', { name: 'Dropout', exact: true }).focus();
    await page.keyboard.press('Control+a');
    await says(layer, '7 layers and blocks');
    assert.equal(await chosen(), 7, from);
    assert.equal(await marked(), '', from);
    assert.equal(await nowhere(page), false, from);
    await card('Max pool').click();
  }
  // In a field the key is the field's.
  const name = page.getByRole('textbox', { name: 'Network name' });
  await name.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Other');
  assert.equal(await name.inputValue(), 'Other');
  await name.blur();
  // Even if text is marked, what is dragged is what was pressed.
  await page.evaluate(() => globalThis.getSelection().selectAllChildren(globalThis.document.body));
  const before = (await names()).length;
  await drag(page, palette.getByRole('button', { name: 'Dropout', exact: true }), card('Max pool'));
  assert.equal((await names()).length, before + 1);
  assert.equal(await marked(), '');
});

for (const [locale, words] of Object.entries({
  'en-GB': {
    all: /^Insert at position/, first: 'Insert at position 1, after Input: 3 × 32 × 32',
    pooled: 'Insert at position 4, after Max pool: 8 × 16 × 16', skip: 'Insert at position 1 in Shortcut of Residual 4: 8 × 16 × 16',
    branch: 'Insert at position 2 in Branch 2 of Branches, concatenated 5, after Conv 2D: 8 × 16 × 16',
  },
  'es-ES': {
    all: /^Insertar en la posición/, first: 'Insertar en la posición 1, tras Entrada: 3 × 32 × 32',
    skip: 'Insertar en la posición 1 en Atajo de Residual 4: 8 × 16 × 16',
  },
})) {
  test(`${locale}: every place to insert at has a name of its own`, async () => {
    const found = await filtro.visit({ locale });
    const { page } = found;
    const canvas = page.locator('#network');
    await network(page).pictured();
    await page.evaluate((text) => {
      const files = new DataTransfer();
      files.items.add(new File([text], 'network.json', { type: 'application/json' }));
      globalThis.document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
    }, JSON.stringify(document([3, 32, 32], NODES)));
    await page.waitForFunction(() => globalThis.document.querySelector('.header-name')?.value === 'Exercise');
    const buttons = canvas.getByRole('button', { name: words.all });
    // 8 at the top, 3 and 1 in the residual block, 2 and 2 in the branches.
    await page.waitForFunction(() => globalThis.document.querySelectorAll('#network .gap button').length === 16);
    assert.equal(await buttons.count(), 16);
    const names = await buttons.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    assert.equal(new Set(names).size, names.length, names.join('\n'));
    for (const name of [words.first, words.pooled, words.skip, words.branch].filter(Boolean)) {
      assert.ok(names.includes(name), `${name} is not among\n${names.join('\n')}`);
    }
    assert.deepEqual(found.errors, []);
  });
}

test('Delete goes on to the neighbour, so that Delete again deletes it, until nothing is left', async () => {
  const { page, canvas, names, errors } = await visit();
  await canvas.locator('#node-2').focus();
  for (const next of ['node-3', 'node-10', 'node-20', 'node-90', 'node-91', 'node-1']) {
    await page.keyboard.press('Delete');
    await focused(page, next);
  }
  await page.keyboard.press('Delete');
  await page.waitForFunction(() => globalThis.document.activeElement?.closest('.gap'));
  assert.deepEqual(await names(), []);
  // From the place to insert at it goes on.
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Flatten', exact: true }).press('Enter');
  await page.waitForFunction(() => globalThis.document.querySelectorAll('#network [aria-roledescription]').length === 1);
  assert.equal(await nowhere(page), false);
  assert.deepEqual(errors, []);
});

test('what is deleted last in a lane leaves the focus on its block', async () => {
  const { page, canvas } = await visit();
  await canvas.locator('#node-11').focus();
  await page.keyboard.press('Delete');
  await focused(page, 'node-12');
  await page.keyboard.press('Delete');
  await focused(page, 'node-10');
  await page.keyboard.press('Delete');
  await focused(page, 'node-20');
});

test('after any edit by key or menu the focus is somewhere', async () => {
  const { page, canvas, card, cards, layer, button, exactly, errors } = await visit();
  // What was done has reached the page, and what follows it too.
  const rest = () => page.evaluate(() => new Promise((done) => {
    let frames = 0;
    const next = () => {
      frames += 1;
      if (frames < 4) requestAnimationFrame(next);
      else done();
    };
    next();
  }));
  const held = async (what, where = '') => {
    await rest();
    await rest();
    assert.equal(await nowhere(page), false, `${what}: on nothing`);
    assert.ok((await active(page)).startsWith(where), `${what}: on ${await active(page)}, not ${where}`);
  };
  const count = async (wanted) => page.waitForFunction(
    (number) => globalThis.document.querySelectorAll('#network [aria-roledescription]').length === number,
    wanted,
  );
  const at = (id) => canvas.locator(`#node-${id}`);
  const chosen = async (name, entry) => {
    await exactly('button', `Menu of ${name}`).first().press('Enter');
    await page.getByRole('menuitem', { name: entry, exact: true }).press('Enter');
  };
  const key = async (id, name, where) => {
    await at(id).focus();
    await page.keyboard.press(name);
    await held(`${name} on ${id}`, where);
  };
  const all = await cards.count();
  // By menu.
  await chosen('Max pool', 'Delete');
  await count(all - 1);
  await held('deleted by menu', 'node-10');
  await page.keyboard.press('Control+z');
  await count(all);
  await held('undone', 'node-10');
  await page.keyboard.press('Control+Shift+z');
  await held('done again', 'node-10');
  await page.keyboard.press('Control+z');
  await count(all);
  for (const entry of ['Move up', 'Move down', 'Duplicate', 'Wrap in a residual block']) {
    await chosen('Max pool', entry);
    await held(entry);
  }
  await key(3, 'u');
  for (let step = 0; step < 4; step += 1) {
    await page.keyboard.press('Control+z');
    await held('undone');
  }
  // By key.
  await key(3, 'd');
  await key(3, 'w', 'node-');
  await page.keyboard.press('u');
  await held('unwrapped by key', 'node-');
  await key(3, 'Shift+W', 'node-');
  await page.keyboard.press('Control+z');
  await held('undone', 'node-');
  await key(3, 'Alt+ArrowUp', 'node-3');
  await key(3, 'Alt+ArrowDown', 'node-3');
  await key(20, 'u', 'node-');
  await page.keyboard.press('Control+z');
  await held('undone', 'node-');
  // Repeated, and given up.
  await key(1, 'r');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await held('repeated', 'node-1');
  await key(1, 'r');
  await page.keyboard.press('Escape');
  await held('not repeated', 'node-1');
  // Carried by key.
  await key(1, 'Space', 'node-1');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await held('dropped by key', 'node-1');
  // A lane comes and goes, on the card and in the panel.
  await button('Add a branch', canvas).press('Enter');
  await held('a branch more');
  await button('Remove Branch 3', canvas).press('Enter');
  await held('a branch less', 'node-20');
  await at(20).focus();
  await page.keyboard.press('Enter');
  await button('Remove Branch 2', layer).press('Enter');
  await held('a branch less by the panel');
  // Several at once, by key and by the panel.
  await at(90).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await at(90).waitFor({ state: 'detached' });
  await held('several deleted', 'node-20');
  await page.keyboard.press('Control+z');
  await held('undone', 'node-20');
  await at(1).focus();
  await page.keyboard.press('Enter');
  await button('Delete this layer', layer).press('Enter');
  await at(1).waitFor({ state: 'detached' });
  await held('deleted by the panel', 'node-');
  // Dragged out by a hand, and on by key.
  await drag(page, card('Flatten').locator('.card-head'), page.getByRole('button', { name: 'Dense', exact: true }));
  await card('Flatten').waitFor({ state: 'detached' });
  await held('dragged out', 'node-91');
  // Named, folded, inserted.
  await key(20, 'ArrowLeft', 'node-20');
  await key(20, 'ArrowRight', 'node-20');
  await exactly('button', /^Insert at position 1, /).first().press('Enter');
  await page.getByRole('menuitem', { name: 'Batch norm', exact: true }).press('Enter');
  await card('Batch norm').waitFor();
  await held('inserted');
  // Undone from nowhere.
  await page.evaluate(() => globalThis.document.activeElement.blur());
  await page.keyboard.press('Control+z');
  await card('Batch norm').waitFor({ state: 'detached' });
  await page.waitForFunction(() => globalThis.document.activeElement !== globalThis.document.body);
  // All of it.
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await count(0);
  await held('all deleted');
  assert.deepEqual(errors, []);
});
