// Big networks: search, folding by block and stage, zoom, colours, and the table of layers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../support/axe.mjs';
import { conv, document, drag, network, pool } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

// 500 nodes: convolutions and activations in turn, halved four times, and a block at the end.
const relu = (id) => ({ id, kind: 'activation', function: 'relu' });
const same = (id, more) => conv(id, 16, 3, { padding: 'same', ...more });
function big() {
  const nodes = [];
  for (let id = 1; id <= 496; id += 1) {
    const named = id === 251 ? { name: 'needle' } : {};
    nodes.push(id % 100 === 0 ? pool(id) : id % 2 === 0 ? relu(id) : same(id, named));
  }
  const body = [same(498), relu(499), same(500, { name: 'deep' })];
  nodes.push({ id: 497, kind: 'residual', body, shortcut: [] });
  return document([3, 64, 64], nodes, 'Five hundred');
}
const CONVS = 250;
// 3·3·3·16 + 16 of the first convolution, 16·3·3·16 + 16 of the others.
const PARAMETERS = 448 + (CONVS - 1) * 2320;

// Brings a thing into view and waits until it rests there: cards get their heights when they come
// near the screen, which moves what is below them.
const rest = async (place) => {
  await place.scrollIntoViewIfNeeded();
  await place.evaluate((element) => new Promise((done) => {
    let [last, frames] = [NaN, 0];
    const look = () => {
      const { top } = element.getBoundingClientRect();
      frames = top === last ? frames + 1 : 0;
      last = top;
      if (frames < 5) requestAnimationFrame(look);
      else done();
    };
    look();
  }));
};

const visit = async () => {
  const found = await filtro.visit();
  const net = network(found.page);
  await net.card('Conv 2D').waitFor();
  await net.load(big());
  await net.card('Residual').waitFor();
  const press = async (name) => {
    const button = net.canvas.getByRole('button', { name, exact: true });
    await rest(button);
    await button.click();
  };
  return { ...found, ...net, press };
};
const until = async (what, wanted) => {
  const start = Date.now();
  let last;
  while (Date.now() - start < 15_000) {
    last = await what();
    if (last === wanted) return;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  assert.equal(last, wanted);
};
const focused = (page) => page.evaluate(() => globalThis.document.activeElement?.id);

test('a layer is found by its name and by its shape, opened and brought into view', async () => {
  const { page, canvas, card } = await visit();
  await page.keyboard.press('/');
  const field = canvas.getByRole('searchbox', { name: 'Find a layer' });
  await until(() => focused(page), await field.getAttribute('id'));
  const count = canvas.getByRole('status');
  await field.fill('NEEDLE');
  await says(count, '1 found');
  await field.press('Enter');
  await says(count, '1 of 1');
  const needle = card('needle');
  await until(() => needle.getAttribute('aria-current'), 'true');
  const shown = async () => {
    const [area, box] = [await canvas.boundingBox(), await needle.boundingBox()];
    return box.y >= area.y && box.y + box.height <= area.y + area.height;
  };
  await until(shown, true);
  await field.fill('conv 2d');
  await says(count, '126 of 250');
  await field.press('Enter');
  await says(count, '127 of 250');
  await field.press('Shift+Enter');
  await says(count, '126 of 250');
  await field.fill('16x4x4');
  await says(count, '101 found');
  assert.equal(await card('deep').count(), 0);
  await field.fill('deep');
  await field.press('Enter');
  await card('deep').waitFor();
  await field.fill('no such layer');
  await says(count, 'None found');
  await field.press('Escape');
  assert.equal(await field.inputValue(), '');
});

test('blocks and stages are folded, by click and by key, and stay so through edits', async () => {
  const { page, canvas, cards, card, menu, button, press } = await visit();
  // A big network opens with its blocks folded.
  await until(() => cards.count(), 497);
  await says(card('Residual'), '3 layers');
  await canvas.getByText('32 × 32 · 100 layers · 116,000 parameters').waitFor();
  await press('Collapse Stage 2');
  await until(() => cards.count(), 397);
  await menu(card('Activation'), 'Delete');
  await until(() => cards.count(), 396);
  await button('Undo').click();
  await until(() => cards.count(), 397);
  await press('Expand Stage 2');
  await until(() => cards.count(), 497);
  await card('Residual').focus();
  await page.keyboard.press('ArrowRight');
  await card('deep').waitFor();
  await until(() => cards.count(), 500);
  await card('deep').focus();
  await page.keyboard.press('ArrowLeft');
  await until(() => focused(page), 'node-497');
  await page.keyboard.press('ArrowLeft');
  await until(() => cards.count(), 497);
  await press('Collapse all');
  await until(() => cards.count(), 0);
  await press('Expand all');
  await until(() => cards.count(), 500);
});

// The page has a long network's cards in lists of 12.
test('a layer is carried by key, and a row chosen, from one list of cards into the next', async () => {
  const { page, canvas, cards } = await visit();
  const ids = () => cards.evaluateAll((all) => all.slice(9, 16).map((card) => card.id.slice(5)).join(' '));
  const chosen = () => canvas.locator('[aria-current=true]').evaluateAll((all) => all.map((card) => card.id).join(' '));
  await until(ids, '10 11 12 13 14 15 16');
  await canvas.locator('#node-11').focus();
  await page.keyboard.press('Space');
  for (let step = 0; step < 2; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await until(ids, '10 12 13 11 14 15 16');
  await until(() => focused(page), 'node-11');
  await page.keyboard.press('ArrowUp');
  await until(() => focused(page), 'node-13');
  await page.keyboard.press('Shift+ArrowDown');
  await until(chosen, 'node-13 node-11');
  await page.keyboard.press('Control+z');
  await until(ids, '10 11 12 13 14 15 16');
});

test('the network is zoomed by button, wheel and key, and takes a layer at any size', async () => {
  const { page, canvas, palette, card, names, press } = await visit();
  const size = (percent) => canvas.getByRole('button', { name: `${percent}%: Full size`, exact: true });
  const width = async () => (await card('Conv 2D').boundingBox()).width;
  const full = await width();
  await press('Smaller');
  await size(80).waitFor();
  const { x, y, height } = await canvas.boundingBox();
  await page.mouse.move(x + 200, y + height / 2);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, 100);
  await page.keyboard.up('Control');
  await size(67).waitFor();
  await card('Conv 2D').focus();
  await page.keyboard.press('Control+-');
  await size(50).waitFor();
  assert.ok(Math.abs(await width() - full / 2) < 2);
  // From afar a card says its name and shape alone.
  assert.ok(await card('Conv 2D').getByText('16 × 64 × 64').isVisible());
  assert.ok(!await card('Conv 2D').getByText('Parameters').isVisible());
  await drag(page, palette.getByRole('button', { name: 'Batch norm', exact: true }), card('Activation', 2));
  await until(async () => (await names()).indexOf('Batch norm') > 0, true);
  assert.ok([4, 5, 6].includes((await names()).indexOf('Batch norm')));
  await press('Fit the whole network');
  // Which size that is depends on the browser's fonts.
  const whole = canvas.locator('.canvas.fitted');
  await whole.waitFor();
  const fitted = canvas.getByRole('button', { name: /^[2-4]\d%: Full size$/ });
  await fitted.click();
  await size(100).waitFor();
  assert.ok(Math.abs(await width() - full) < 2);
});

test('colours show the share of each layer', async () => {
  const { page, canvas, card } = await visit();
  await canvas.getByRole('combobox', { name: 'Colour by' }).selectOption({ label: 'Colour by: Parameters' });
  const share = (100 * 2320 / PARAMETERS).toFixed(1);
  await says(card('Conv 2D', 1), `${share}%`);
  await says(canvas, 'logarithmic');
  await canvas.getByRole('combobox', { name: 'Colour by' }).selectOption({ label: 'Colour by: Receptive field' });
  // Two convolutions of 3×3 see 5 pixels.
  await says(card('Conv 2D', 1), '5\u00a0px');
  assert.deepEqual(await violations(page), []);
});

test('the table has a row for every layer, sums them up, and chooses by click and key', async () => {
  const { page, canvas, layer, press } = await visit();
  await canvas.getByRole('radio', { name: 'Table', exact: true }).check({ force: true });
  const table = canvas.getByRole('treegrid', { name: 'Layers and their costs' });
  const rows = table.getByRole('row');
  // With the head, five stages and the sum; the block is folded.
  await until(() => rows.count(), 497 + 7);
  await says(rows.last(), PARAMETERS.toLocaleString('en-GB'));
  const first = table.locator('#row-1');
  await says(first.getByRole('gridcell').nth(0), '16 × 64 × 64');
  await says(first.getByRole('gridcell').nth(1), '448');
  await says(first.getByRole('gridcell').nth(4), '3');
  await says(table.locator('#row-3').getByRole('gridcell').nth(4), '5');
  await first.click();
  await until(() => first.getAttribute('aria-selected'), 'true');
  await says(layer, 'Conv 2D');
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await until(() => focused(page), 'row-2');
  await page.keyboard.press('Enter');
  await until(() => table.locator('#row-2').getAttribute('aria-selected'), 'true');
  await table.locator('#row-497').focus();
  await page.keyboard.press('ArrowRight');
  await until(() => rows.count(), 500 + 7);
  await press('Collapse all');
  await until(() => rows.count(), 7);
  assert.deepEqual(await violations(page), []);
});
