// Files that are given to the page: several at once, slow ones, and pictures with sizes of their own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { batch } from '../support/cifar.mjs';
import { bring } from '../support/files.mjs';
import { conv, document } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';
import { png, seascape } from '../support/picture.mjs';

const picture = (name, buffer = seascape()) => ({ name, mimeType: 'image/png', buffer });
const colour = (width, height) => png(width, height, (x, y) => [x % 256, y % 256, 90]);
const classify = (page) => page.getByRole('tabpanel', { name: 'Classify', exact: true });

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const visit = async (settings) => {
  const found = await filtro.visit(settings);
  await found.ready();
  return found;
};

test('of two pictures one is shown, and the other is at hand', async () => {
  const { page } = await visit();
  await bring(page, [picture('sea.png'), picture('wide.png', colour(50, 20))]);
  const panel = classify(page);
  await says(panel, '120 × 80 pixels');
  const tray = panel.getByRole('combobox', { name: 'Pictures at hand' });
  assert.deepEqual(await tray.locator('option').allTextContents(), ['1. sea.png', '2. wide.png']);
  await tray.selectOption({ label: '2. wide.png' });
  await says(panel, '50 × 20 pixels');
  await says(panel, /%/);
});

test('a picture, a batch, a network and what nobody knows in one drop are each taken or answered', async () => {
  const { page, tab } = await visit();
  const network = (name) => ({
    name: `${name}.json`,
    buffer: Buffer.from(JSON.stringify(document([3, 32, 32], [conv(1, 4, 3), { id: 2, kind: 'flatten' }, { id: 3, kind: 'dense', units: 10 }], name))),
  });
  await bring(page, [
    { name: 'a.xyz', buffer: Buffer.from('?') }, picture('sea.png'), network('One'), network('Two'),
    { name: 'data_batch_1.bin', buffer: batch(20) }, { name: 'b.xyz', buffer: Buffer.from('?') },
  ]);
  const notices = page.getByRole('region', { name: 'Notices' });
  await says(notices.getByText(/a\.xyz, b\.xyz: drop a picture/), 'a.xyz');
  await says(notices.getByText(/Not opened: Two\.json/), 'Two');
  await page.waitForFunction(() => globalThis.document.querySelector('.header-name')?.value === 'One');
  await says((await tab('Data')).getByRole('region', { name: 'In use', exact: true }), 'CIFAR-10');
  await says(await tab('Classify'), '120 × 80 pixels');
});

test('a slow picture does not win over a newer one, and its trouble is not told late', async () => {
  const { page } = await visit({
    prepare: (page) => page.addInitScript(() => {
      const decode = globalThis.createImageBitmap;
      const slow = [];
      globalThis.letGo = () => slow.forEach((go) => go());
      globalThis.waiting = () => slow.length;
      globalThis.createImageBitmap = async (file, ...rest) => {
        if (file.name?.startsWith('slow')) await new Promise((go) => { slow.push(go); });
        globalThis.decoded = (globalThis.decoded ?? 0) + 1;
        return decode(file, ...rest);
      };
    }),
  });
  await bring(page, [picture('slow.png', colour(90, 60))]);
  await bring(page, [picture('slow but no picture.png', Buffer.from('?'))]);
  await bring(page, [picture('quick.png', colour(40, 30))]);
  const panel = classify(page);
  await says(panel, '40 × 30 pixels');
  assert.equal(await page.evaluate(() => globalThis.waiting()), 2);
  await page.evaluate(() => globalThis.letGo());
  await page.waitForFunction(() => globalThis.decoded === 3);
  // The tray shows which one is chosen; a late one would have changed it by now: another is decoded behind them.
  await panel.getByRole('combobox', { name: 'Pictures at hand' }).selectOption({ label: '3. quick.png' });
  await bring(page, [picture('last.png', colour(25, 25))]);
  await says(panel, '25 × 25 pixels');
  assert.equal(await page.getByText(/is not a picture/).count(), 0);
});

test('a picture has its own size and stands upright', async () => {
  const { page } = await visit();
  await bring(page, [picture('line.png', colour(1, 4000))]);
  const panel = classify(page);
  await says(panel, '1 × 4,000 pixels');
  await says(panel, /%/);
  await bring(page, [picture('large.png', colour(3000, 2500))]);
  await says(panel, '3,000 × 2,500 pixels');
  // As a camera held upright stores it: 30 wide, to be turned by a quarter.
  const jpeg = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(30, 20);
    canvas.getContext('2d').fillRect(0, 0, 30, 20);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
    const exif = [
      0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8,
      0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
    ];
    return [...bytes.slice(0, 2), ...exif, ...bytes.slice(2)];
  });
  await bring(page, [{ name: 'upright.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(jpeg) }]);
  await says(panel, '20 × 30 pixels');
});
