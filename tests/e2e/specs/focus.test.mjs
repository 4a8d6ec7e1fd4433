// What is being typed stays, what is shown is in force, and the focus never falls off the page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { conv, document, network } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const active = (page) => page.evaluate(() => {
  const { id, tagName, className } = globalThis.document.activeElement;
  return { id, tagName, className };
});
// Waits until the focus is on a card; its id.
const onCard = async (page) => {
  await page.waitForFunction(() => globalThis.document.activeElement?.classList.contains('card'));
  return (await active(page)).id;
};

test('a name can be typed while the network trains', async () => {
  const { page, ready, button, status, transport, errors } = await filtro.visit();
  await ready();
  await button('Train').click();
  await says(status, /^Training$/);
  const name = page.getByRole('textbox', { name: 'Network name' });
  await name.fill('');
  await name.pressSequentially('Half a ');
  // The numbers move several times meanwhile.
  const batch = transport.getByText(/Epoch \d+ of \d+, batch/i);
  for (let times = 0; times < 3; times += 1) {
    const before = await batch.textContent();
    await page.waitForFunction(([place, old]) => place.textContent !== old, [await batch.elementHandle(), before]);
  }
  await name.pressSequentially('name');
  assert.equal(await name.inputValue(), 'Half a name');
  await name.blur();
  await button('Stop').click();
  await says(status, 'Stopped');
  assert.equal(await name.inputValue(), 'Half a name');
  await button('Undo').click();
  await page.waitForFunction(() => globalThis.document.querySelector('.header-name').value !== 'Half a name');
  assert.deepEqual(errors, []);
});

test('a list shows what is in force after an undo', async () => {
  const { page, button, errors } = await filtro.visit();
  const { load, card, layer } = network(page);
  await load(document([3, 32, 32], [
    conv(1, 8, 3, { padding: 'same' }),
    { id: 2, kind: 'activation', function: 'relu' },
    { id: 3, kind: 'flatten' },
    { id: 4, kind: 'dense', units: 10, bias: true },
  ]));
  await card('Activation').click();
  const list = layer.getByRole('combobox').first();
  const at = () => list.evaluate((select) => select.selectedOptions[0].textContent);
  const first = await at();
  await list.selectOption({ label: 'Tanh' });
  assert.equal(await at(), 'Tanh');
  await button('Undo').click();
  await page.waitForFunction(([select, name]) => select.selectedOptions[0].textContent === name, [await list.elementHandle(), first]);
  assert.deepEqual(errors, []);
});

test('deleting, wrapping and repairing leave the focus on a card', async () => {
  const { page, button, errors } = await filtro.visit();
  const { canvas, card, layer, menu, load, pictured } = network(page);
  await pictured();
  await menu(card('Conv 2D'), 'Delete');
  await onCard(page);
  await card('Conv 2D').click();
  await button('Wrap in a residual block', layer).click();
  assert.match(await onCard(page), /^node-/);
  await button('Unwrap the block', layer).click();
  await onCard(page);
  await button('Delete this layer', layer).click();
  await onCard(page);
  await page.keyboard.press('ArrowDown');
  await onCard(page);
  // A repair takes its own button away.
  await load(document([3, 32, 32], [conv(1, 8, 3), { id: 2, kind: 'dense', units: 10, bias: true }], 'Not flat'));
  const fix = canvas.locator('.message.error').getByRole('button').first();
  await fix.focus();
  await page.keyboard.press('Enter');
  await canvas.locator('.message.error').first().waitFor({ state: 'detached' });
  await page.waitForFunction(() => globalThis.document.activeElement?.tagName !== 'BODY');
  assert.deepEqual(errors, []);
});

test('cards and table are changed by the keyboard without losing the place', async () => {
  const { page, errors } = await filtro.visit();
  const { canvas, card } = network(page);
  await card('Conv 2D').waitFor();
  const search = canvas.getByRole('searchbox');
  await search.fill('conv');
  const cards = canvas.getByRole('radio', { name: 'Cards', exact: true });
  const table = canvas.getByRole('radio', { name: 'Table', exact: true });
  await cards.focus();
  await page.keyboard.press('ArrowRight');
  await canvas.getByRole('treegrid').waitFor();
  assert.equal(await table.evaluate((one) => one === globalThis.document.activeElement), true);
  assert.equal(await search.inputValue(), 'conv');
  await page.keyboard.press('ArrowLeft');
  await card('Conv 2D').waitFor();
  assert.equal(await cards.evaluate((one) => one === globalThis.document.activeElement), true);
  // The wheel still zooms the canvas.
  const box = await canvas.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, 120);
  await page.keyboard.up('Control');
  await canvas.locator('.canvas[style*="zoom"]').waitFor();
  assert.deepEqual(errors, []);
});

test('a room begins at its top and takes the focus in', async () => {
  const { page, errors } = await filtro.visit();
  await page.getByRole('link', { name: 'Gallery', exact: true }).click();
  const room = page.locator('#room');
  await page.getByRole('heading', { name: 'Gallery' }).waitFor();
  await page.getByRole('article').last().scrollIntoViewIfNeeded();
  assert.ok(await room.evaluate((it) => it.scrollTop) > 500);
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await page.getByRole('heading', { name: 'Comparison' }).waitFor();
  assert.equal(await room.evaluate((it) => it.scrollTop), 0);
  // What is opened from a room is gone with it; the focus goes where it leads.
  await page.getByRole('link', { name: 'Gallery', exact: true }).click();
  const open_ = page.getByRole('article').last().getByRole('button', { name: /^Open/ });
  await open_.focus();
  await page.keyboard.press('Enter');
  await network(page).cards.first().waitFor();
  await page.waitForFunction(() => globalThis.document.activeElement?.tagName !== 'BODY');
  // The chip of the header leads back to where devices are.
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await page.getByRole('heading', { name: 'Comparison' }).waitFor();
  await page.locator('.device-chip').click();
  await page.getByRole('region', { name: 'Device' }).waitFor();
  assert.deepEqual(errors, []);
});

test('a test can be stopped', async () => {
  const { button, ready, status, tab, errors } = await filtro.visit();
  await ready();
  const panel = await tab('Training');
  await button('Test now', panel).click();
  await says(status, /^Testing/);
  await button('Stop').click();
  await says(status, 'Ready to train');
  assert.deepEqual(errors, []);
});
