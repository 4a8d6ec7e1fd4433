// Point 8: both languages, both themes, narrow pages; axe has nothing to say.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../support/axe.mjs';
import { open } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const TABS = { en: ['Layer', 'Data', 'Training', 'Classify'], es: ['Capa', 'Datos', 'Entrenamiento', 'Clasificar'] };

for (const [locale, lang] of [['en-GB', 'en'], ['es-MX', 'es']]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`axe is content: ${lang}, ${colorScheme}`, async () => {
      const { page } = await filtro.visit({ locale, colorScheme });
      assert.equal(await page.locator('html').getAttribute('lang'), lang);
      const found = [];
      for (const name of TABS[lang]) {
        await page.getByRole('tab', { name, exact: true }).click();
        found.push(...(await violations(page)).map((text) => `${name}: ${text}`));
      }
      assert.deepEqual(found, []);
    });
  }
}

test('axe is content in the dark: gallery, adapting, comparison, practice, colours and table', async () => {
  const { page } = await filtro.visit({ colorScheme: 'dark' });
  const found = [];
  const look = async (name) => found.push(...(await violations(page)).map((text) => `${name}: ${text}`));
  const room = async (name) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await room('Gallery');
  const card = page.getByRole('article').filter({ hasText: 'VGG-16' }).first();
  await card.waitFor();
  await look('gallery');
  await card.getByRole('button', { name: /^Adapt/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Open/ }).waitFor();
  await look('adapting');
  await page.keyboard.press('Escape');
  await room('Compare');
  await page.getByRole('table').first().waitFor();
  await look('comparison');
  await room('Practice');
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await look('practice');
  await room('Build');
  const colour = page.getByRole('combobox', { name: 'Colour by' });
  await colour.selectOption('parameters');
  await look('colours');
  await page.getByRole('radio', { name: 'Table', exact: true }).check({ force: true });
  await page.getByRole('treegrid').waitFor();
  await look('table');
  assert.deepEqual(found, []);
});

test('language and theme are chosen in the settings and kept', async () => {
  const { page, button } = await filtro.visit({ colorScheme: 'light' });
  const field = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await field();
  await button('Settings').click();
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  assert.notEqual(await field(), light);
  await page.getByRole('radio', { name: 'Español' }).check({ force: true });
  await button('Entrenar').waitFor();
  await page.reload();
  await button('Entrenar').waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'es');
  assert.notEqual(await field(), light);
});

for (const width of [320, 720, 1024]) {
  test(`nothing is cut off or scrolls sideways at ${width} pixels`, async () => {
    const { page, button } = await filtro.visit({ viewport: { width, height: 800 } });
    await button('Train').waitFor();
    for (const name of ['Layer', 'Data', 'Training', 'Classify']) {
      await page.getByRole('tab', { name, exact: true }).click();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${name}: the page is ${wide} pixels wide`);
    }
  });
}

test('the page works with the keyboard from its first key on', async () => {
  const { page } = await filtro.visit();
  await page.getByRole('textbox', { name: 'Network name' }).waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), 'Skip to the network');
});
