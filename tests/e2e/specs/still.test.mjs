// The page stands still: no room scrolls as a whole, the bars neither move nor grow, at any size, in any
// state, with text of twice the size, in both languages.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { frame, shake, sizes, unreachable } from '../support/frame.mjs';
import { conv, document, network } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';

const TABS = ['Network', 'Layer', 'Data', 'Training', 'Classify'];
const ROOMS = ['gallery', 'compare', 'practice'];
const BROKEN = document([3, 32, 32], [conv(1, 8, 3), { id: 2, kind: 'dense', units: 10, bias: true }], 'Not flat');

for (const font of [16, 32]) {
  describe(`text of ${font} pixels`, () => {
    const SIZES = sizes(font);
    let filtro;
    before(async () => { filtro = await open({ font }); });
    after(() => filtro?.close());

    test('no room scrolls as a whole, and everything can be reached', async () => {
      const { page, errors } = await filtro.visit();
      const { pictured } = network(page);
      await pictured();
      const found = [];
      const look = async (where, held) => {
        const { wrong, header, transport } = await frame(page);
        found.push(...wrong.map((words) => `${where}: ${words}`));
        if (held && (header !== held.header || transport !== held.transport)) found.push(`${where}: the bars moved`);
        return { header, transport };
      };
      for (const [width, height] of SIZES) {
        const size = `${width}×${height}`;
        await page.setViewportSize({ width, height });
        const held = await look(size);
        for (const name of TABS) {
          const tab = page.getByRole('tab', { name, exact: true });
          if (!(await tab.isVisible())) continue;
          await tab.click();
          await look(`${size}, ${name}`, held);
          if (name !== 'Layer') found.push(...(await unreachable(page)).map((it) => `${size}, ${name}: ${it}`));
          await look(`${size}, ${name}, after the focus was everywhere`, held);
        }
        await page.getByRole('tab', { name: TABS[0], exact: true }).or(page.getByRole('tab', { name: TABS[1], exact: true })).first().click();
        await shake(page);
        await look(`${size}, shaken`, held);
        for (const room of ROOMS) {
          await page.evaluate((hash) => { globalThis.location.hash = hash; }, room);
          await page.locator('#room').waitFor();
          await shake(page);
          await look(`${size}, ${room}`);
        }
        await page.evaluate(() => { globalThis.location.hash = 'build'; });
        await page.locator('#network').waitFor({ state: 'attached' });
      }
      assert.deepEqual(found, []);
      assert.deepEqual(errors, []);
    });

    // Spanish is the longer one: with large text it speaks for both.
    const languages = [['es-MX', 'es'], ['en-GB', 'en']];
    for (const [locale, lang] of font === 16 ? languages : languages.slice(0, 1)) {
      test(`the transport bar has one height in each layout, whatever it says: ${lang}`, async () => {
        let arrive;
        const engine = new Promise((resolve) => { arrive = resolve; });
        const { page, errors } = await filtro.visit({
          locale,
          viewport: { width: 1920, height: 1080 },
          prepare: (fresh) => fresh.route(/filtro-worker_bg\.wasm$/, async (route) => {
            await engine;
            await route.continue();
          }),
        });
        const seen = Object.fromEntries(SIZES.map((size) => [size.join('×'), new Set()]));
        const found = [];
        const look = async (state) => {
          for (const [width, height] of SIZES) {
            await page.setViewportSize({ width, height });
            const size = `${width}×${height}`;
            const { wrong } = await frame(page);
            found.push(...wrong.map((words) => `${size}, ${state}: ${words}`));
            seen[size].add(await bar(page));
          }
          await page.setViewportSize({ width: 1920, height: 1080 });
        };
        const status = page.locator('.transport [role=status]');
        const train = page.locator('.button.round');
        const is = (en, es) => says(status, lang === 'en' ? en : es, 120_000);
        await is('Loading engine', 'Cargando el motor');
        await look('loading');
        await train.click();
        await is('as soon as', 'en cuanto');
        await look('queued');
        arrive();
        await is(/^Training$/, /^Entrenando$/);
        await says(page.locator('[data-gauge=loss] dd'), /\d/);
        await look('training');
        await train.click();
        await is('Paused', 'En pausa');
        await look('paused');
        // To the end: an epoch of few steps.
        await page.locator('.transport-others .button').nth(1).click();
        await is('Stopped', 'Detenido');
        await page.locator('#tab-training').click();
        const field = (name) => page.getByRole('textbox', { name, exact: true });
        for (const [name, value] of [[lang === 'en' ? 'Epochs' : 'Épocas', '1'], [lang === 'en' ? 'Batch size' : 'Tamaño del lote', '512']]) {
          await field(name).fill(value);
          await field(name).blur();
        }
        await train.click();
        await is(/Finished\. Test/, /Terminado\. Exactitud/);
        await look('finished');
        const chooser = page.waitForEvent('filechooser');
        await page.locator('.header .button').first().click();
        await page.getByRole('menuitem').first().click();
        await (await chooser).setFiles([{ name: 'network.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(BROKEN)) }]);
        await page.locator('.message.error').first().waitFor({ state: 'attached' });
        await look('with a problem');
        for (const [size, heights] of Object.entries(seen)) {
          assert.equal(heights.size, 1, `${size}: ${[...heights].join(', ')}`);
        }
        assert.deepEqual(found, []);
        assert.deepEqual(errors, []);
      });
    }
  });
}

// The bar's height and its numbers' places, the same with the longest texts that there can be.
const bar = (page) => page.evaluate(() => {
  const root = globalThis.document.querySelector('.transport');
  const measure = () => [
    root.getBoundingClientRect().height,
    ...[...root.querySelectorAll('.gauge')].map((one) => Math.round(one.getBoundingClientRect().x)),
  ].join(' ');
  const now = measure();
  const status = root.querySelector('[role=status]');
  const kept = status.textContent;
  const long = 'La red tiene 12 problemas: mira las capas señaladas. '.repeat(6);
  const texts = [[status.querySelector('.cut'), long]];
  for (const [key, text] of [['loss', '2,5×10²⁹'], ['accuracy', '100,0 %'], ['speed', '999 999 imágenes/s'], ['elapsed', '99:59:59'], ['left', '99:59:59']]) {
    texts.push([root.querySelector(`[data-gauge=${key}] dd`), text]);
  }
  const label = root.querySelector('.button.round .button-label');
  texts.push([label, 'Continue: epochs 96–100']);
  // The very text nodes, which the page goes on writing to.
  const before = texts.map(([element]) => element.firstChild.data);
  for (const [element, text] of texts) element.firstChild.data = text;
  const longest = measure();
  texts.forEach(([element], at) => { element.firstChild.data = before[at]; });
  return now === longest && status.textContent === kept ? now : `${now} | ${longest}`;
});
