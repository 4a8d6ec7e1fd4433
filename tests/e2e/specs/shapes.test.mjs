// Point 3: shapes, parameters and formulas live; problems at their layer, with a fix.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { conv, document, network, pool } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const visit = async (input, nodes) => {
  const found = await filtro.visit();
  const net = network(found.page);
  await net.card('Conv 2D').waitFor();
  await net.load(document(input, nodes));
  return { ...found, ...net };
};

test("the lecture's exercise comes out", async () => {
  const { card, layer } = await visit([1, 32, 32], [conv(1, 6, 5), pool(2)]);
  await says(card('Conv 2D'), '6 × 28 × 28');
  await says(card('Conv 2D'), '156');
  await says(card('Max pool'), '6 × 14 × 14');
  await card('Conv 2D').click();
  await says(layer, '⌊(32 + 2·0 − 5)/1⌋ + 1 = 28');
});

test('in colour only the parameters change', async () => {
  const { card } = await visit([3, 32, 32], [conv(1, 6, 5)]);
  await says(card('Conv 2D'), '6 × 28 × 28');
  await says(card('Conv 2D'), '456');
});

test('24 filters of 3×3 give 24×30×30', async () => {
  const { card } = await visit([1, 32, 32], [conv(1, 24, 3)]);
  await says(card('Conv 2D'), '24 × 30 × 30');
});

test('separable convolutions, changes of size and norms of a sample have their shapes and counts', async () => {
  const { card, layer } = await visit([3, 32, 32], [
    { id: 1, kind: 'separable_conv2d', filters: 8, kernel: [3, 3], padding: 'same' },
    { id: 2, kind: 'upsample', scale: [2, 2], mode: 'bilinear' },
    { id: 3, kind: 'adaptive_avg_pool2d', output: [6, 6] },
    { id: 4, kind: 'layer_norm' },
  ]);
  await says(card('Separable conv'), '8 × 32 × 32');
  await says(card('Upsample'), '8 × 64 × 64');
  await says(card('Adaptive average pool'), '8 × 6 × 6');
  await says(card('Layer norm'), '576');
  await card('Separable conv').click();
  await says(layer, '3 · 3 · 3 + 8 · (3 + 1) = 59');
});

test('wrong networks stay editable, say why, cannot train, and are fixed with one click', async () => {
  const wrong = [
    conv(1, 6, 5), { id: 2, kind: 'dense', units: 10, bias: true },
  ];
  const { card, button, status, page } = await visit([3, 32, 32], wrong);
  await says(card('Dense'), /flatten/i);
  await says(status, /problem/);
  assert.equal(await button('Train').getAttribute('aria-disabled'), 'true');
  await card('Dense').getByRole('button', { name: /flatten/i }).click();
  await card('Flatten').waitFor();
  await says(status, 'Ready to train', 120_000);
  await page.keyboard.press('Control+z');
  await says(status, /problem/);
});

test('a kernel larger than its input is found', async () => {
  const { card, status } = await visit([3, 32, 32], [conv(1, 6, 40)]);
  await says(card('Conv 2D'), /kernel/i);
  await says(status, /problem/);
});
