// Point 2: the palette, dragging, menus and keys; undo takes back one gesture.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drag, network } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';

const PALETTE = [
  'Conv 2D', 'Depthwise conv', 'Separable conv', 'Max pool', 'Average pool', 'Adaptive average pool', 'Global max pool',
  'Global average pool', 'Upsample', 'Batch norm', 'Group norm', 'Layer norm', 'Local response norm', 'Activation',
  'Dropout', 'Spatial dropout', 'Flatten', 'Dense', 'Softmax',
];
let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const visit = async () => {
  const found = await filtro.visit();
  const net = network(found.page);
  await net.card('Conv 2D').waitFor();
  return { ...found, ...net };
};
const count = (names, wanted) => names.filter((name) => name === wanted).length;

test('the palette has every layer', async () => {
  const { palette } = await visit();
  for (const name of PALETTE) await palette.getByRole('button', { name, exact: true }).waitFor();
});

test('a layer is dragged from the palette into the network, and undone in one step', async () => {
  const { page, palette, card, names, button } = await visit();
  const before = await names();
  await drag(page, palette.getByRole('button', { name: 'Dropout', exact: true }), card('Flatten'));
  const now = await names();
  assert.equal(count(now, 'Dropout'), 1);
  assert.equal(now.length, before.length + 1);
  await button('Undo').click();
  assert.deepEqual(await names(), before);
  await button('Redo').click();
  assert.deepEqual(await names(), now);
});

test('a layer is dragged to another place and out of the network', async () => {
  const { page, card, names, button } = await visit();
  const before = await names();
  await drag(page, card('Max pool'), card('Conv 2D'));
  const moved = await names();
  assert.notDeepEqual(moved, before);
  assert.deepEqual([...moved].sort(), [...before].sort());
  await button('Undo').click();
  assert.deepEqual(await names(), before);
  await drag(page, card('Max pool'), page.getByRole('button', { name: 'Dense', exact: true }));
  assert.equal((await names()).length, before.length - 1);
});

test('a drag that is cancelled changes nothing', async () => {
  const { page, card, names, button } = await visit();
  const before = await names();
  const box = await card('Max pool').boundingBox();
  await page.mouse.move(box.x + 20, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + 40, box.y - 80, { steps: 8 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  assert.deepEqual(await names(), before);
  assert.equal(await button('Undo').getAttribute('aria-disabled'), 'true');
});

test('the same by clicks: “+” between layers, and the menu on each', async () => {
  const { page, canvas, card, names, menu } = await visit();
  const before = await names();
  await canvas.getByRole('button', { name: /^Insert/ }).nth(1).click();
  await page.getByRole('menuitem', { name: 'Batch norm', exact: true }).click();
  assert.deepEqual(await names(), [before[0], 'Batch norm', ...before.slice(1)]);
  await menu(card('Batch norm'), 'Move down');
  assert.equal((await names())[2], 'Batch norm');
  await menu(card('Batch norm'), 'Move up');
  assert.equal((await names())[1], 'Batch norm');
  await menu(card('Batch norm'), 'Duplicate');
  assert.equal(count(await names(), 'Batch norm'), 2);
  await menu(card('Batch norm'), 'Delete');
  await menu(card('Batch norm'), 'Delete');
  assert.deepEqual(await names(), before);
});

test('the same by keys alone, and each move is announced', async () => {
  const { page, card, names } = await visit();
  const before = await names();
  const announced = page.locator('[aria-live=polite]');
  await card('Max pool').focus();
  await page.keyboard.press('Space');
  await says(announced, /picked up/i);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Escape');
  assert.deepEqual(await names(), before);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await says(announced, /dropped/i);
  assert.equal((await names()).indexOf('Max pool'), before.indexOf('Max pool') - 1);
  await page.keyboard.press('Control+z');
  assert.deepEqual(await names(), before);
  await page.keyboard.press('Delete');
  assert.equal((await names()).length, before.length - 1);
});

test('a new layer is carried from the palette by keys', async () => {
  const { page, palette, card, names } = await visit();
  const before = await names();
  await palette.getByRole('button', { name: 'Dropout', exact: true }).focus();
  await page.keyboard.press('Shift+Space');
  const announced = page.locator('[aria-live=polite]');
  await says(announced, /picked up/i);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await says(announced, /dropped/i);
  assert.deepEqual((await names()).filter((name) => name !== 'Dropout'), before);
  assert.equal(count(await names(), 'Dropout'), 1);
  // The new layer has the focus.
  await page.keyboard.press('Delete');
  await card('Dropout').waitFor({ state: 'detached' });
  assert.deepEqual(await names(), before);
});

test('what is added by click goes where it fits and comes into view', async () => {
  const { page, canvas, palette, card, names, status } = await visit();
  const seen = (target) => target.evaluate((element) => {
    const [own, area] = [element, globalThis.document.getElementById('canvas-scroll')]
      .map((one) => one.getBoundingClientRect());
    return own.bottom > area.top + 20 && own.top < area.bottom - 20;
  });
  await page.getByRole('region', { name: 'Blocks', exact: true }).getByRole('button', { name: 'Inception v1', exact: true }).click();
  const block = canvas.getByRole('group', { name: /^Branches, concatenated(,|$)/ });
  await block.waitFor();
  const after = await names();
  assert.equal(after[after.indexOf('Flatten') - 1], 'Activation');
  await page.waitForFunction(() => globalThis.document.querySelector('.card.block.selected')?.getBoundingClientRect().top < 800);
  assert.ok(await seen(block));
  await says(status, 'Ready to train');
  // Behind the first layer, from far below.
  await card('Conv 2D').click();
  await canvas.locator('#canvas-scroll, .canvas').first().hover();
  await page.mouse.wheel(0, 4000);
  await page.waitForFunction(() => globalThis.document.querySelector('.card.selected')?.getBoundingClientRect().bottom < 0);
  await palette.getByRole('button', { name: 'Batch norm', exact: true }).click();
  await page.waitForFunction(() => globalThis.document.querySelector('.card.selected')?.getBoundingClientRect().top > 100);
  assert.ok(await seen(card('Batch norm')));
  assert.equal((await names())[1], 'Batch norm');
});

test('the selected layer opens its parameters', async () => {
  const { card, layer } = await visit();
  await card('Conv 2D').click();
  for (const name of ['Filters', 'Stride', 'Dilation', 'Groups']) {
    await layer.getByLabel(name).first().waitFor();
  }
  await layer.getByText('Padding').first().waitFor();
  const filters = layer.getByRole('textbox', { name: 'Filters' });
  await filters.fill('8');
  await filters.blur();
  await says(card('Conv 2D'), '8 × 28 × 28');
});
