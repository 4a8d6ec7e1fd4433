// Real CIFAR-10, where `cargo xtask data cifar10` has put it: an epoch on all of it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ARCHIVE } from '../support/cifar.mjs';
import { open, says, SLOW } from '../support/page.mjs';

const path = fileURLToPath(new URL(`../../../data/${ARCHIVE}`, import.meta.url));
const archive = await readFile(path).catch(() => null);
const skip = archive ? false : 'CIFAR-10 is not here: `cargo xtask data cifar10` gets it';

let filtro;
before(async () => {
  if (!archive) return;
  const index = { sets: [{ set: 'cifar10', file: ARCHIVE, bytes: archive.length }] };
  filtro = await open({ data: { [ARCHIVE]: archive, 'index.json': Buffer.from(JSON.stringify(index)) } });
});
after(() => filtro?.close());

test('LeNet-5 learns CIFAR-10 from this server, beginning before all of it is read', { skip }, async () => {
  const { page, ready, settings, tab, button, status, errors } = await filtro.visit();
  await ready();
  await settings({ Epochs: 1 });
  const panel = await tab('Data');
  await button('Use CIFAR-10 from this server').click();
  const used = panel.getByRole('region', { name: 'In use', exact: true });
  await says(used, 'CIFAR-10');
  await button('Train').click();
  await says(status, /Finished\. Test accuracy \d+(\.\d)?%/, SLOW);
  const text = await status.textContent();
  const accuracy = Number(/accuracy (\d+(\.\d)?)%/.exec(text)[1]);
  console.log(`LeNet-5 after one epoch: ${accuracy} % of the test pictures right`);
  // Chance is 10 %; PyTorch's reaches 50 % after one epoch over all 50,000 pictures.
  assert.ok(accuracy > 30, text);
  const counts = await used.locator('dd').allTextContents();
  const number = (words) => Number(words.replace(/\D/g, ''));
  assert.deepEqual([number(counts[0]) + number(counts[1]), number(counts[2])], [50_000, 10_000]);
  assert.deepEqual(errors, []);
  await page.close();
});
