// Point 4: CIFAR-10 from files, from the server, from the last visit; and what is none.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { lacks } from '../support/browser.mjs';
import { archive, ARCHIVE, batch, tar } from '../support/cifar.mjs';
import { gate } from '../support/files.mjs';
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
  // What was trained is there again, too.
  await says(status, /^Trained 1[34] steps/, 120_000);
  await tab('Data');
  // As at the last visit, without being asked.
  await says(used(panel), 'CIFAR-10');
  await button('Forget the kept CIFAR-10').click();
  await says(panel, 'Nothing kept yet');
});

test('without room in the browser the set is used all the same, and it is said', { skip: lacks('quotas') }, async () => {
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

test('loose and renamed files are read too; what is missing is said, and used on the person\'s word', async () => {
  const { ready, pick, button } = await filtro.visit();
  await ready();
  const names = Array.from({ length: 10 }, (_, label) => `class ${label}`).join('\n');
  const panel = await pick([
    file('DATA_BATCH_1 (1).BIN', batch(50)), file('data_batch_2.bin', batch(50, 50)), file('again.bin', batch(50, 50)),
    file('test_batch.bin', batch(30)), file('batches.meta.txt', Buffer.from(names)),
  ]);
  await says(used(panel), 'CIFAR-10');
  await says(used(panel), 'Missing: data_batch_3.bin, data_batch_4.bin, data_batch_5.bin.');
  await says(used(panel).getByRole('list', { name: 'About the files' }), 'again.bin has the same images as data_batch_2.bin');
  await says(panel.getByRole('option'), /class \d/);
  await button('Use it all the same').click();
  await used(panel).getByRole('status').waitFor({ state: 'detached' });
  await says(used(panel), 'Incomplete');
});

const packed = {
  'several members': () => {
    const bytes = gunzipSync(whole);
    return Buffer.concat([gzipSync(bytes.subarray(0, 300_000)), gzipSync(bytes.subarray(300_000)), Buffer.alloc(100)]);
  },
  'rubbish behind its end': () => Buffer.concat([whole, Buffer.from('rubbish')]),
  'gzip in gzip': () => gzipSync(whole),
};
for (const [what, make] of Object.entries(packed)) {
  test(`an archive of ${what} is the same archive`, async () => {
    const { ready, pick } = await filtro.visit();
    await ready();
    const panel = await pick([file(ARCHIVE, make())]);
    await says(used(panel), 'CIFAR-10');
    const counts = await used(panel).locator('dd').allTextContents();
    assert.deepEqual([Number(counts[0]) + Number(counts[1]), Number(counts[2])], [300, 40]);
    assert.equal(await used(panel).getByText('Incomplete').count(), 0);
  });
}

test('a set with test images only says so at Data, until another is used', async () => {
  const { ready, pick, button, page } = await filtro.visit();
  await ready();
  const panel = await pick([file('test_batch.bin', batch(30))]);
  await says(used(panel), 'There are no training images');
  await button('Train').click({ force: true });
  await button('Use Synthetic shapes').click();
  await says(used(panel), 'Synthetic shapes');
  await panel.getByText('There are no training images').waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('region', { name: 'Notices' }).getByText(/refused/).count(), 0);
});

test('what is stored late does not become the set in use', async () => {
  const { open: letGo, opened } = gate();
  const { page, ready, pick, button } = await filtro.visit({
    prepare: async (page) => {
      // The browser's store waits for the gate.
      const wait = `const put = Cache.prototype.put;
        Cache.prototype.put = async function (...all) { await fetch('/gate'); return put.apply(this, all); };\n`;
      await page.route('**/streams.js', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: wait + await response.text() });
      });
      await page.route('**/gate', async (route) => {
        await opened;
        await route.fulfill({ body: '' });
      });
    },
  });
  await ready();
  const storing = page.waitForRequest('**/gate');
  const panel = await pick([file(ARCHIVE, whole)]);
  await says(used(panel), 'CIFAR-10');
  await storing;
  await button('Use Synthetic shapes').click();
  await says(used(panel), 'Synthetic shapes');
  const samples = panel.getByRole('listbox', { name: 'Samples' });
  await says(samples.getByRole('option'), /circle|ring|square|triangle|cross|star|crescent|stripes|checkerboard|dots/);
  letGo();
  // It is kept now, and offered.
  await says(panel, 'Kept from an earlier visit');
  await says(used(panel), 'Synthetic shapes');
  assert.equal(await used(panel).getByText('CIFAR-10').count(), 0);
  assert.match(await samples.getByRole('option').first().textContent(), /circle|ring|square|triangle|cross|star|crescent|stripes|checkerboard|dots/);
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
  'a text that calls itself an archive': [ARCHIVE, Buffer.from('not an archive'.repeat(100)), /seems to be a text/],
  'a web page that calls itself an archive': [
    ARCHIVE, Buffer.from('<!doctype html><title>404</title>'), /seems to be a web page/,
  ],
  'a batch of odd size': [
    'data_batch_2.bin', Buffer.concat([batch(3), Buffer.alloc(100)]), /data_batch_2\.bin has 9,319 bytes.*3,073/,
  ],
  'another archive': ['other.tar.gz', gzipSync(tar({ 'notes.txt': Buffer.from('x') })), /holds no CIFAR-10 files.*notes\.txt/],
  'the Python version': [
    'cifar-10-python.tar.gz', gzipSync(tar({ 'cifar-10-batches-py/data_batch_1': Buffer.alloc(4000) })), /Python version/,
  ],
};
for (const [what, [name, bytes, words]] of Object.entries(broken)) {
  test(`${what} is refused with the reason, and the set in use stays`, async () => {
    const { context, ready, pick, button, status } = await filtro.visit();
    await ready();
    const panel = await pick([file(name, bytes)]);
    const place = panel.getByRole('article', { name: 'CIFAR-10 from a file' });
    await says(place.getByRole('alert'), words);
    await button('Train').click();
    await says(status, /^Training$/);
    // It would go on training beside the next.
    await context.close();
  });
}
