// Points 6 and 7: feature maps, filters, probabilities; a picture of one's own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { network } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';
import { seascape } from '../support/picture.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const visit = async () => {
  const found = await filtro.visit();
  await found.ready();
  return { ...found, ...network(found.page) };
};
// Whether anything but one colour is drawn.
const drawn = (canvas) => canvas.evaluate((element) => {
  const { data } = element.getContext('2d').getImageData(0, 0, element.width, element.height);
  return new Set(new Uint32Array(data.buffer)).size > 1;
});
const eventually = async (what, test) => {
  const limit = Date.now() + 30_000;
  while (!(await test())) assert.ok(Date.now() < limit, what);
};
const shares = async (place) => (await place.getByText(/^\d+(\.\d+)?%$/).allTextContents()).map(Number.parseFloat);

test('a sample is followed through the network, while it trains', async () => {
  const { tab, card, button, status } = await visit();
  const panel = await tab('Data');
  await panel.getByRole('listbox', { name: 'Samples' }).getByRole('option').nth(2).click();
  const maps = card('Conv 2D').locator('canvas').first();
  await eventually('the feature maps are drawn', () => drawn(maps));
  const picture = () => maps.evaluate((element) => element.toDataURL());
  const fresh = await picture();
  await button('Train').click();
  await says(status, /^Training$/);
  await eventually('the maps change while it trains', async () => (await picture()) !== fresh);
});

test('the probabilities are sorted and add up to 1', async () => {
  const { tab, card } = await visit();
  const panel = await tab('Data');
  await panel.getByRole('listbox', { name: 'Samples' }).getByRole('option').first().click();
  const output = card('Output');
  await eventually('ten classes', async () => (await shares(output)).length === 10);
  const values = await shares(output);
  assert.deepEqual(values, [...values].sort((a, b) => b - a));
  assert.ok(Math.abs(values.reduce((sum, value) => sum + value, 0) - 100) < 1.1, `${values}`);
});

const pictured = async (file) => {
  const found = await visit();
  const panel = await found.tab('Classify');
  const chooser = found.page.waitForEvent('filechooser');
  await panel.getByRole('button', { name: /^Choose/ }).click();
  await (await chooser).setFiles([file]);
  return { ...found, panel };
};

test('a picture of any size is cropped, shown as the network sees it, and classified', async () => {
  const { panel } = await pictured({ name: 'sea.png', mimeType: 'image/png', buffer: seascape() });
  await eventually('the five likeliest classes', async () => (await shares(panel)).length >= 5);
  const canvases = panel.locator('canvas');
  await eventually('the picture is drawn', () => drawn(canvases.first()));
  await panel.getByRole('slider').first().waitFor();
});

test('what is no picture is refused in words', async () => {
  const { page } = await pictured({ name: 'sea.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await page.getByText('sea.png is not a picture that this browser can read').waitFor();
});
