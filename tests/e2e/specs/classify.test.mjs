// Points 6 and 7: feature maps, filters, probabilities; a picture of one's own.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { lacks, MODES } from '../support/browser.mjs';
import { bring } from '../support/files.mjs';
import { network } from '../support/network.mjs';
import { open, says, SLOW } from '../support/page.mjs';
import { photo, seascape } from '../support/picture.mjs';

const PICTURE = { name: 'sea.png', mimeType: 'image/png', buffer: seascape() };

// Whether anything but one colour is drawn.
const drawn = (canvas) => canvas.evaluate((element) => {
  if (!element.width) return false;
  const { data } = element.getContext('2d').getImageData(0, 0, element.width, element.height);
  return new Set(new Uint32Array(data.buffer)).size > 1;
});
const eventually = async (what, test) => {
  const limit = Date.now() + SLOW / 2;
  while (!(await test())) assert.ok(Date.now() < limit, what);
};
const shares = async (place) => (await place.getByText(/^\d+(\.\d+)?%$/).allTextContents()).map(Number.parseFloat);
for (const mode of MODES) {
  describe(`seeing with ${mode === 'cpu' ? 'the processor' : 'WebGPU (software adapter)'}`, () => {
    let filtro;
    before(async () => { filtro = await open({ mode }); });
    after(() => filtro?.close());

    const visit = async () => {
      const found = await filtro.visit();
      await found.ready();
      if (mode === 'gpu') await found.toGpu();
      return { ...found, ...network(found.page) };
    };

    test('a sample is followed through the network, while it trains', async () => {
      const { tab, card, button, status, settings, errors } = await visit();
      await settings({ 'Batch size': 10 });
      const panel = await tab('Data');
      await panel.getByRole('listbox', { name: 'Samples' }).getByRole('option').nth(2).click();
      const place = card('Conv 2D');
      const filters = place.getByRole('img', { name: /^Filters/ });
      const maps = place.getByRole('img', { name: /^Output/ });
      await eventually('the filters are drawn', () => drawn(filters));
      await eventually('the feature maps are drawn', () => drawn(maps));
      await eventually('so are those of pooling', () => drawn(card('Max pool').getByRole('img')));
      const picture = () => filters.evaluate((element) => element.toDataURL());
      const fresh = await picture();
      await button('Train').click();
      await says(status, /Training/, SLOW);
      await eventually('the filters change while it trains', async () => (await picture()) !== fresh);
      assert.deepEqual(errors, []);
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

    test('a picture of any size is cropped, shown as the network sees it, and classified', async () => {
      const { page, tab } = await visit();
      const panel = await tab('Classify');
      const chooser = page.waitForEvent('filechooser');
      await panel.getByRole('button', { name: /^Choose/ }).click();
      await (await chooser).setFiles([PICTURE]);
      await eventually('the five likeliest classes', async () => (await shares(panel)).length >= 5);
      await eventually('the picture is drawn', () => drawn(panel.getByRole('img', { name: 'Your picture' })));
      const seen = panel.getByRole('img', { name: 'What the network sees' });
      const before = await seen.evaluate((element) => element.toDataURL());
      // By key, for everyone.
      const side = panel.getByRole('slider', { name: 'Size of the square' });
      await side.focus();
      for (let step = 0; step < 30; step += 1) await page.keyboard.press('ArrowLeft');
      await eventually('another crop is seen otherwise', async () => (
        (await seen.evaluate((element) => element.toDataURL())) !== before));
    });
  });
}

describe('pictures', () => {
  let filtro;
  before(async () => { filtro = await open(); });
  after(() => filtro?.close());

  for (const how of ['drop', 'paste']) {
    const skip = how === 'paste' && lacks('a paste with files');
    test(`come by ${how} as well, from anywhere on the page`, { skip }, async () => {
      const { page, ready } = await filtro.visit();
      await ready();
      await bring(page, [PICTURE], how);
      const panel = page.getByRole('tabpanel', { name: 'Classify', exact: true });
      await eventually('the five likeliest classes', async () => (await shares(panel)).length >= 5);
    });
  }

  test('the square is dragged by hand, and stays inside of the picture', async () => {
    const { page, ready } = await filtro.visit();
    await ready();
    await bring(page, [PICTURE]);
    const panel = page.getByRole('tabpanel', { name: 'Classify', exact: true });
    const left = panel.getByRole('slider', { name: 'Horizontal position' });
    await left.waitFor();
    const before = Number(await left.inputValue());
    const box = await panel.getByRole('img', { name: 'Your picture' }).boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(page.viewportSize().width - 2, box.y + box.height / 2, { steps: 8 });
    await page.mouse.up();
    await eventually('it has moved', async () => Number(await left.inputValue()) > before);
    assert.equal(await left.inputValue(), await left.getAttribute('max'));
  });

  test('a photo that a phone took upright, and a drawing, are pictures', async () => {
    const { page, ready, tab } = await filtro.visit();
    await ready();
    const panel = await tab('Classify');
    // As wide as one and a half of its height, on its side.
    const bytes = await page.evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 90, height: 60 });
      canvas.getContext('2d').fillRect(0, 0, 45, 60);
      const file = await new Promise((done) => { canvas.toBlob(done, 'image/jpeg'); });
      return [...new Uint8Array(await file.arrayBuffer())];
    });
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><path d="M0 0h40v40z"/></svg>';
    const files = [
      [{ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo(Buffer.from(bytes)) }, 60 / 90],
      [{ name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(drawing) }, 80 / 40],
    ];
    for (const [file, shape] of files) {
      const chooser = page.waitForEvent('filechooser');
      await panel.getByRole('button', { name: /^Choose/ }).click();
      await (await chooser).setFiles([file]);
      const own = panel.getByRole('img', { name: 'Your picture' });
      await eventually(`${file.name} is shown as it is`, async () => {
        const size = await own.evaluateAll((all) => all.map(({ width, height }) => width / height));
        return size.length === 1 && Math.abs(size[0] - shape) < 0.05;
      });
    }
  });

  test('what is no picture is refused in words', async () => {
    const { page, ready, tab } = await filtro.visit();
    await ready();
    const panel = await tab('Classify');
    const chooser = page.waitForEvent('filechooser');
    await panel.getByRole('button', { name: /^Choose/ }).click();
    await (await chooser).setFiles([{ ...PICTURE, buffer: Buffer.from('no picture') }]);
    await page.getByText('sea.png is not a picture that this browser can read').waitFor();
  });
});
