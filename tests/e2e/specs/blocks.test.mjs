// Building with blocks: by drag, by clicks and by keys; lanes that do not fit; wrap, unwrap, repeat; nesting.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../support/axe.mjs';
import { conv, document, drag, network } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const relu = (id) => ({ id, kind: 'activation', function: 'relu', slope: 0.01 });
const ending = [{ id: 8, kind: 'flatten' }, { id: 9, kind: 'dense', units: 10, bias: true }];
const same = (id, filters) => conv(id, filters, 3, { padding: 'same' });
// A convolution with 16 filters of 3×3, as the palette has it, behind one with 8.
const narrow = [same(1, 8), ...ending];

const visit = async (nodes = narrow) => {
  const found = await filtro.visit();
  const { page } = found;
  const net = network(page);
  await net.pictured();
  await net.load(document([3, 32, 32], nodes));
  await page.waitForFunction(() => window.document.querySelector('.header-name')?.value === 'Exercise');
  const blocks = page.getByRole('region', { name: 'Blocks', exact: true });
  const piece = (name, within = blocks) => within.getByRole('button', { name, exact: true });
  // A lane of a block on the canvas.
  const lane = (name, within = net.canvas) => within.getByRole('group', { name, exact: true });
  // The gaps of a sequence: the buttons that insert.
  const gaps = (within = net.canvas) => within.getByRole('button', { name: /^Insert/ });
  const announced = page.locator('[aria-live=polite]');
  // The menu on a card, by the card's whole name: a block's card has others inside of it.
  const choose = async (name, entry) => {
    await net.canvas.getByRole('button', { name: `Menu of ${name}`, exact: true }).first().click();
    await page.getByRole('menuitem', { name: entry, exact: true }).click();
  };
  return { ...found, ...net, blocks, piece, lane, gaps, announced, choose };
};

// Where a click is on the card itself, and on none inside of it.
const head = (card) => card.locator('.card-name').first();
const MISFIT = ['Body: 16 × 32 × 32', 'Shortcut: 8 × 32 × 32'];

test('the palette has empty and ready-made blocks, and says what they are', async () => {
  const { blocks, piece } = await visit();
  const names = [
    'Residual', 'Branches, concatenated', 'Branches, added', 'Branches, multiplied', 'Basic residual',
    'Basic residual, halving', 'Bottleneck residual', 'Bottleneck residual, halving', 'Inception v1',
    'Inception v3 A', 'Inception v3 B, halving', 'Inception v3 C', 'Inception v3 D, halving', 'Inception v3 E',
    'Fire module', 'Depthwise separable', 'Inverted residual', 'Inverted residual, halving', 'Squeeze and excite',
    'Xception module', 'Dense block',
  ];
  assert.equal(await blocks.getByRole('button').count(), names.length);
  for (const name of names) assert.ok((await piece(name).getAttribute('title')).length > 20, name);
});

test('by drag: a block, a layer into its lane, and the fix for what does not fit', async () => {
  const { page, palette, piece, lane, gaps, card, names, button, status } = await visit();
  const before = await names();
  await drag(page, piece('Residual'), gaps().nth(1));
  await card('Residual').waitFor();
  assert.deepEqual(await names(), ['Conv 2D', 'Residual', 'Flatten', 'Dense']);
  await drag(page, piece('Conv 2D', palette), lane('Body'));
  await lane('Body').getByRole('group', { name: /^Conv 2D/ }).waitFor();
  for (const words of MISFIT) await says(card('Residual'), words);
  await says(status, /problem/);
  await button('Insert a 1 × 1 projection', card('Residual')).click();
  await lane('Shortcut').getByRole('group', { name: /^Conv 2D/ }).waitFor();
  await says(lane('Shortcut'), '16 × 32 × 32');
  await says(status, 'Ready to train', 120_000);
  // A layer from outside into the block, and the whole block out again.
  await drag(page, card('Flatten'), gaps(lane('Body')).nth(1));
  await lane('Body').getByRole('group', { name: /^Flatten/ }).waitFor();
  for (let step = 0; step < 4; step += 1) await button('Undo').click();
  assert.deepEqual(await names(), before);
  assert.equal(await button('Undo').getAttribute('aria-disabled'), null);
});

test('by clicks: branches come and go, and are merged in another way', async () => {
  const { page, canvas, lane, gaps, card, names, status, button } = await visit();
  await gaps().nth(1).click();
  await page.getByRole('menuitem', { name: 'Branches, concatenated', exact: true }).click();
  await gaps(lane('Branch 1')).first().click();
  await page.getByRole('menuitem', { name: 'Conv 2D', exact: true }).click();
  const block = card('Branches, concatenated');
  await says(block, '24 × 32 × 32');
  await button('Add a branch', block).click();
  await lane('Branch 3').waitFor();
  await says(block, '32 × 32 × 32');
  await button('Remove Branch 3', block).click();
  await lane('Branch 3').waitFor({ state: 'detached' });
  await canvas.getByRole('combobox', { name: 'Merged by' }).selectOption({ label: 'Addition' });
  const added = card('Branches, added');
  await says(added, 'Branch 1: 16 × 32 × 32 and Branch 2: 8 × 32 × 32');
  await says(status, /problem/);
  await button('Insert a 1 × 1 projection', added).click();
  await says(status, 'Ready to train', 120_000);
  // A click in the palette adds behind what is selected.
  await head(added).click();
  await page.getByRole('region', { name: 'Blocks', exact: true }).getByRole('button', { name: 'Basic residual', exact: true }).click();
  assert.deepEqual((await names()).filter((name) => name === 'Residual').length, 1);
  await says(card('Residual'), '16 × 32 × 32');
  await says(status, 'Ready to train', 120_000);
});

test('branches of different sizes are pooled down to the smallest', async () => {
  const strided = conv(2, 8, 3, { padding: 'same', stride: [2, 2] });
  const block = { id: 5, kind: 'parallel', merge: 'concat', branches: [[strided], [same(3, 4)]] };
  const { card, status, button } = await visit([same(1, 8), block, ...ending]);
  const branches = card('Branches, concatenated');
  await says(branches, 'Branch 1: 8 × 16 × 16 and Branch 2: 4 × 32 × 32');
  await button('Pool the larger maps', branches).click();
  await says(branches, '12 × 16 × 16');
  await says(status, 'Ready to train', 120_000);
});

test('by keys: a block, a layer carried into its lane, a row wrapped and unwrapped', async () => {
  const { page, palette, piece, lane, card, names, announced } = await visit();
  await card('Conv 2D').click();
  await piece('Residual').focus();
  await page.keyboard.press('Shift+Space');
  await says(announced, 'Residual picked up');
  await page.keyboard.press('Space');
  await says(announced, 'dropped');
  assert.deepEqual(await names(), ['Conv 2D', 'Residual', 'Flatten', 'Dense']);
  await piece('Activation', palette).focus();
  await page.keyboard.press('Shift+Space');
  await page.keyboard.press('ArrowUp');
  await says(announced, 'position 1 of 1 in Shortcut');
  await page.keyboard.press('ArrowUp');
  await says(announced, 'position 1 of 1 in Body');
  await page.keyboard.press('Space');
  await lane('Body').getByRole('group', { name: /^Activation/ }).waitFor();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await card('Residual').waitFor({ state: 'detached' });
  assert.deepEqual(await names(), ['Conv 2D', 'Flatten', 'Dense']);

  await card('Flatten').focus();
  await page.keyboard.press('Shift+ArrowDown');
  await says(announced, '2 selected');
  await page.keyboard.press('Shift+W');
  await card('Branches, concatenated').waitFor();
  assert.deepEqual(await names(), ['Conv 2D', 'Branches', 'Flatten', 'Dense']);
  await says(lane('Branch 2'), 'Identity');
  // The new block has the focus.
  const focused = () => page.evaluate(() => window.document.activeElement?.getAttribute('aria-label') ?? '');
  await page.waitForFunction(() => window.document.activeElement?.getAttribute('aria-label')?.startsWith('Branches'));
  await page.keyboard.press('u');
  await card('Branches, concatenated').waitFor({ state: 'detached' });
  assert.deepEqual(await names(), ['Conv 2D', 'Flatten', 'Dense']);
  await page.waitForFunction(() => window.document.activeElement?.getAttribute('aria-label')?.startsWith('Flatten'));
  assert.match(await focused(), /^Flatten/);
});

test('a row is selected with Shift, moved together, wrapped, repeated and taken back', async () => {
  const { page, canvas, card, names, choose, announced, layer, button } = await visit([
    same(1, 8), relu(2), same(3, 8), relu(4), ...ending,
  ]);
  const before = await names();
  await head(card('Conv 2D')).click();
  await head(card('Activation')).click({ modifiers: ['Shift'] });
  await says(announced, '2 selected');
  await says(layer, '2 layers and blocks');
  // The same by the menu, without a key.
  await head(card('Conv 2D')).click();
  await choose('Activation', 'Select up to here');
  await says(layer, '2 layers and blocks');
  assert.equal(await canvas.locator('[aria-current=true]').count(), 2);
  await card('Activation').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await choose('Conv 2D', 'Repeat…');
  const dialog = page.getByRole('dialog', { name: 'Repeat', exact: true });
  await dialog.getByRole('textbox', { name: 'Times in total' }).fill('3');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  assert.equal((await names()).filter((name) => name === 'Conv 2D').length, 4);
  await button('Undo').click();
  await button('Wrap in a residual block', layer).click();
  await card('Residual').waitFor();
  await choose('Residual', 'Wrap in branches');
  assert.ok((await names()).indexOf('Branches') < (await names()).indexOf('Residual'), 'blocks nest');
  await choose('Branches, concatenated', 'Unwrap the block');
  await choose('Residual', 'Unwrap the block');
  assert.deepEqual([...await names()].sort(), [...before].sort());
  // What does not stand side by side is not wrapped, and the page says so.
  await head(card('Conv 2D')).click();
  await head(card('Dense')).click({ modifiers: ['Control'] });
  const wrap = button('Wrap in a residual block', layer);
  assert.equal(await wrap.getAttribute('aria-disabled'), 'true');
});

test('a block has a name, lanes and costs beside it, and the page is accessible with it', async () => {
  const { page, piece, card, layer, gaps } = await visit();
  await page.waitForFunction(() => window.document.querySelector('#node-1 canvas')?.width > 0);
  await drag(page, piece('Bottleneck residual'), gaps().nth(1));
  await head(card('Residual')).click();
  const name = layer.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Stage one');
  await name.blur();
  await card('Stage one').waitFor();
  const lanes = layer.getByRole('region', { name: 'Lanes', exact: true });
  await says(lanes, 'Body');
  await says(lanes, '8 × 32 × 32');
  assert.deepEqual(await violations(page), []);
});

test('en español, con clics: un bloque se añade, se envuelve y se deshace', async () => {
  const { page } = await filtro.visit({ locale: 'es-ES' });
  const canvas = page.getByRole('region', { name: 'Red', exact: true });
  const cards = canvas.locator('[role=group][aria-roledescription]');
  await cards.first().waitFor();
  const count = await cards.count();
  await canvas.getByRole('button', { name: /^Insertar/ }).nth(1).click();
  await page.getByRole('menuitem', { name: 'Residual básico', exact: true }).click();
  const residual = canvas.getByRole('group', { name: /^Residual,/ });
  await says(residual, 'Identidad');
  await canvas.getByRole('button', { name: 'Menú de Residual', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Agrupar en ramas', exact: true }).click();
  const branches = canvas.getByRole('group', { name: /^Ramas concatenadas,/ });
  await says(branches, 'Rama 2');
  await canvas.getByRole('button', { name: 'Menú de Ramas concatenadas', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Desagrupar el bloque', exact: true }).click();
  await branches.waitFor({ state: 'detached' });
  assert.ok(await cards.count() > count + 5);
});
