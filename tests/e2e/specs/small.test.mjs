// Phones, and text of twice the size: the network has most of the screen, a run is a thumb away, and the
// rest is behind a tap or a key.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { frame } from '../support/frame.mjs';
import { network } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';

const box = async (locator) => locator.boundingBox();
// Of what stands around the network, what a thumb would miss.
const narrow = (page, least) => page.evaluate((pixels) => {
  const all = globalThis.document.querySelectorAll(':is(.header, .transport, .tabs, .tool-buttons) :is(a, button, summary)');
  return [...all].filter((one) => one.checkVisibility()).map((one) => [one, one.getBoundingClientRect()])
    .filter(([, { width, height }]) => Math.min(width, height) < pixels)
    .map(([one, { width, height }]) => `${one.className} ${one.textContent}: ${Math.round(width)} × ${Math.round(height)}`);
}, least);

describe('phones', () => {
  let filtro;
  before(async () => { filtro = await open(); });
  after(() => filtro?.close());

  for (const [width, height] of [[390, 844], [320, 568]]) {
    test(`${width} × ${height}`, async () => {
      const visit = await filtro.visit({ viewport: { width, height }, hasTouch: true, isMobile: true });
      const { page, ready, button, status, transport, gauge, errors } = visit;
      const { palette, card, names, canvas } = network(page);
      await ready();
      const shown = await box(page.locator('.canvas-scroll'));
      assert.ok(shown.height >= 0.55 * height, `the network has ${shown.height} of ${height} pixels`);
      const [bar, tabs] = [await box(transport), await box(page.getByRole('tablist'))];
      assert.ok(bar.height <= 60, `the bar is ${bar.height} pixels high`);
      assert.ok(shown.y + shown.height <= bar.y + 1 && bar.y + bar.height <= tabs.y + 1 && tabs.y + tabs.height <= height + 1);
      assert.deepEqual(await narrow(page, 24), []);
      for (const name of ['Train', 'All training controls']) {
        const it = await box(button(name));
        assert.ok(it.width >= 44 && it.height >= 44, `${name}: ${it.width} × ${it.height}`);
      }

      // A run: one number in the bar, the others behind a tap.
      await button('Train').tap();
      await says(status, /^Training$/);
      await says(page.locator('.transport-number'), /\d%/);
      assert.equal(await gauge('Loss').isVisible(), false);
      await button('All training controls').tap();
      await says(gauge('Loss'), /\d\.\d/);
      await transport.getByText(/Epoch \d+ of \d+, batch/).waitFor();
      await button('Stop').tap();
      await says(status, 'Stopped');
      await page.keyboard.press('Escape');
      assert.equal(await button('Stop').isVisible(), false);
      assert.equal(await page.evaluate(() => globalThis.document.activeElement.ariaExpanded), 'false');

      // The palette, by finger and by key.
      const dropout = palette.getByRole('button', { name: 'Dropout', exact: true });
      assert.equal(await dropout.isVisible(), false);
      await button('Add layers').tap();
      await dropout.tap();
      await card('Dropout').waitFor();
      assert.ok((await names()).includes('Dropout'));
      await button('Add layers').tap();
      await dropout.waitFor({ state: 'hidden' });
      await button('Add layers').focus();
      await page.keyboard.press('Enter');
      await dropout.waitFor();

      // The canvas' toolbar takes the palette's place; its key unfolds it.
      await page.keyboard.press('/');
      await dropout.waitFor({ state: 'hidden' });
      await page.waitForFunction(() => globalThis.document.activeElement?.type === 'search');
      await page.keyboard.type('conv');
      await says(canvas.locator('.canvas-found'), /\d/);
      assert.deepEqual((await frame(page)).wrong, []);
      assert.deepEqual(errors, []);
    });
  }
});

describe('text of twice the size', () => {
  let filtro;
  before(async () => { filtro = await open({ font: 32 }); });
  after(() => filtro?.close());

  for (const [width, height] of [[1366, 768], [390, 844], [320, 568]]) {
    test(`${width} × ${height}`, async () => {
      const { page, ready, button, status, gauge, errors } = await filtro.visit({ viewport: { width, height } });
      await ready();
      const shown = await box(page.locator('.canvas-scroll'));
      assert.ok(shown.height >= 0.4 * height, `the network has ${shown.height} of ${height} pixels`);
      assert.deepEqual(await narrow(page, 24), []);
      await button('Train').click();
      await says(status, /^Training$/);
      await button('All training controls').click();
      await says(gauge('Loss'), /\d/);
      // Its texts are of twice the size as well.
      assert.ok(await gauge('Loss').evaluate((one) => parseFloat(globalThis.getComputedStyle(one).fontSize)) >= 28);
      await button('Stop').click();
      await says(status, 'Stopped');
      assert.deepEqual((await frame(page)).wrong, []);
      assert.deepEqual(errors, []);
    });
  }
});
