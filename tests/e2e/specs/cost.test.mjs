// What a run will take is told before it begins: time after a calibration, memory at once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { document, network } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const CALIBRATION = 60_000;
const meter = (transport) => transport.getByRole('button', { name: /^Time and memory/ });
const megabytes = async (place) => Number(/([\d.]+)\sMB/.exec(await place.textContent())?.[1]);

test('LeNet-5 has a forecast by itself, and a run says how far it was off', async () => {
  const { page, ready, transport, settings, button, status, errors } = await filtro.visit();
  await ready();
  await says(meter(transport), /≈ \d+(\.\d)? ?\s?m?s? per epoch · [\d.]+\sMB|≈ \d+:\d\d per epoch/, CALIBRATION);
  // Pressing it shows the details.
  await meter(transport).click();
  const section = page.getByRole('region', { name: 'Time and memory' });
  await says(section, 'All 5 epochs');
  await says(section, 'Activations');
  assert.equal(await section.getByText('Last run').count(), 0);
  // Small networks tell first, then some steps of this one.
  await says(section, 'A few trial steps of this network were timed', CALIBRATION);
  await settings({ Epochs: 2 });
  await says(section, 'All 2 epochs');
  await button('Train').click();
  await says(status, /^Training$/);
  assert.equal(await meter(transport).count(), 0, 'the time left takes its place');
  await page.getByText(/Epoch 2 of 2/).waitFor({ timeout: 120_000 });
  await button('Stop').click();
  await says(status, 'Stopped');
  await says(section, /predicted .+ a step, it took .+: off by \d+%/);
  await says(section, 'Taken from its last run on this machine');
  // The next visit knows it still, and measures nothing.
  await page.reload();
  await says(meter(transport), 'per epoch');
  await meter(transport).click();
  await says(section, /The last forecast on this device was off by \d+%/);
  await says(section.getByRole('button'), 'Measure again');
  assert.deepEqual(errors, []);
});

test('the batch and the optimizer change what memory it takes', async () => {
  const { page, ready, transport, settings, tab } = await filtro.visit();
  await ready();
  const before = await megabytes(meter(transport));
  assert.ok(before > 0);
  await settings({ 'Batch size': 256 });
  await says(meter(transport), /[\d.]+\sMB/);
  const larger = await megabytes(meter(transport));
  assert.ok(larger > 3 * before, `${before} MB, then ${larger} MB`);
  const panel = await tab('Training');
  await panel.getByRole('combobox', { name: 'Optimizer' }).selectOption({ label: 'SGD' });
  assert.ok((await megabytes(meter(transport))) < larger);
  assert.equal(await page.getByRole('group', { name: 'Not enough memory to train' }).count(), 0);
});

test('a network that does not fit blocks Train, is not built, and a remedy helps', async () => {
  const { page, ready, transport, button, status, settings, errors } = await filtro.visit();
  const { load } = network(page);
  await ready();
  // 3073 · 20,000 weights: 246 MB, twelve times that with Adam's moments, copies and checkpoints.
  await load(document([3, 32, 32], [
    { id: 1, kind: 'flatten' },
    { id: 2, kind: 'dense', units: 20_000, bias: true },
    { id: 3, kind: 'activation', function: 'relu' },
    { id: 4, kind: 'dense', units: 10, bias: true },
  ], 'Too wide'));
  await settings({ 'Batch size': 1024 });
  await says(status, 'Not enough memory to train');
  const warning = transport.getByRole('group', { name: 'Not enough memory to train' });
  // It would lie over the network: it opens when it is asked for.
  await transport.getByText('What helps', { exact: true }).click();
  await says(warning, /takes up to [\d.]+\sGB of memory/);
  assert.equal(await button('Train').getAttribute('aria-disabled'), 'true');
  await button('SGD, which keeps no extra values', warning).click();
  await warning.waitFor({ state: 'detached' });
  await says(status, 'Ready to train', 120_000);
  assert.equal(await button('Train').getAttribute('aria-disabled'), null);
  assert.deepEqual(errors, []);
});

test('an original that can never fit is opened for looking', async () => {
  const { page, ready, status, errors } = await filtro.visit();
  const { load, cards } = network(page);
  await ready();
  // As large as VGG-16's first dense layer, twice over: more than any memory of a page.
  await load(document([3, 32, 32], [
    { id: 1, kind: 'flatten' },
    { id: 2, kind: 'dense', units: 60_000, bias: true },
    { id: 3, kind: 'dense', units: 10, bias: true },
  ], 'Far too wide'));
  await says(status, 'Not enough memory to train');
  assert.equal(await cards.count(), 3);
  await page.getByText('184,980,010').first().waitFor();
  const warning = page.getByRole('group', { name: 'Not enough memory to train' }).first();
  await page.getByText('What helps', { exact: true }).first().click();
  await warning.getByRole('link', { name: 'A smaller network…' }).click();
  // The dialog is about this very network.
  const dialog = page.getByRole('dialog');
  await says(dialog, 'Far too wide');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.waitForFunction(() => globalThis.location.hash === '#gallery');
  assert.deepEqual(errors, []);
});
