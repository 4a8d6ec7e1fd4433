// Point 4: CIFAR-10 from files, from the server, from the last visit; and what is none.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { archive, ARCHIVE, batch, tar } from '../support/cifar.mjs';
import { open, says } from '../support/page.mjs';

const whole = archive({ train: 60, test: 40 });
const file = (name, buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
const used = (panel) => panel.getByRole('region', { name: 'In use', exact: true });

let filtro;
before(async () => {
  const index = { sets: [{ set: 'cifar10', file: ARCHIVE, bytes: whole.length }] };
  filtro = await open({ data: { [ARCHIVE]: whole, 'index.json': Buffer.from(JSON.stringify(index)) } });
});
after(() => filtro?.close());

test('the official archive is read, shown, trained on, and there again after a reload', async () => {
  const { page, ready, pick, tab, button, status, settings } = await filtro.visit();
  await ready();
  const panel = await pick([file(ARCHIVE, whole)]);
  await says(used(panel), 'CIFAR-10');
  // 5 batches of 60: the parts add up to what the archive holds.
  const counts = await used(panel).locator('dd').allTextContents();
  const [train, validation, test] = counts.map(Number);
  assert.deepEqual([train + validation, test], [300, 40]);
  const samples = panel.getByRole('listbox', { name: 'Samples' });
  await says(samples.getByRole('option'), /airplane|automobile|bird|cat|deer|dog|frog|horse|ship|truck/);
  assert.equal(await samples.getByRole('option').count(), 10);

  await settings({ Epochs: 1, 'Batch size': 20 });
  await button('Train').click();
  await says(status, /Finished\. Test accuracy/);

  await tab('Data');
  await says(used(panel), 'kept for the next visit');
  await page.reload();
  await ready();
  await tab('Data');
  // As at the last visit, without being asked.
  await says(used(panel), 'CIFAR-10');
  await button('Forget the kept CIFAR-10').click();
  await says(panel, 'Nothing kept yet');
});

test('without room in the browser the set is used all the same, and it is said', async () => {
  const { context, page, ready, pick, button, status } = await filtro.visit();
  await ready();
  const devtools = await context.newCDPSession(page);
  const { origin } = new URL(filtro.address);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 50_000 });
  const panel = await pick([file(ARCHIVE, whole)]);
  await says(used(panel), 'CIFAR-10');
  await says(page.getByRole('region', { name: 'Notices' }), /keep|kept|room|space/i);
  await button('Train').click();
  await says(status, /^Training$/);
});

test('loose files are read too', async () => {
  const { ready, pick } = await filtro.visit();
  await ready();
  const panel = await pick([
    file('data_batch_1.bin', batch(50)), file('data_batch_2.bin', batch(50, 50)), file('test_batch.bin', batch(30)),
  ]);
  await says(used(panel), 'CIFAR-10');
});

test('what the server has is offered and read', async () => {
  const { ready, tab, button } = await filtro.visit();
  await ready();
  const panel = await tab('Data');
  await button('Use CIFAR-10 from this server').click();
  await says(used(panel), 'CIFAR-10');
});

const broken = {
  'an archive cut short': [ARCHIVE, whole.subarray(0, whole.length >> 1), /ends early|damaged/],
  'a text that calls itself an archive': [ARCHIVE, Buffer.from('not an archive'.repeat(100)), /not a gzip file|damaged|no \.tar\.gz/],
  'another archive': ['other.tar.gz', gzipSync(tar({ 'notes.txt': Buffer.from('x') })), /holds no CIFAR-10 files.*notes\.txt/],
  'the Python version': [
    'cifar-10-python.tar.gz', gzipSync(tar({ 'cifar-10-batches-py/data_batch_1': Buffer.alloc(4000) })), /Python version/,
  ],
};
for (const [what, [name, bytes, words]] of Object.entries(broken)) {
  test(`${what} is refused with the reason, and the set in use stays`, async () => {
    const { ready, pick, button, status } = await filtro.visit();
    await ready();
    const panel = await pick([file(name, bytes)]);
    const place = panel.getByRole('article', { name: 'CIFAR-10 from a file' });
    await says(place.getByRole('alert'), words);
    await button('Train').click();
    await says(status, /^Training$/);
  });
}
