// The first minute: one line that says what this is, and originals that can be looked at in peace.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from '../support/axe.mjs';
import { network } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

const WORDS = {
  en: {
    locale: 'en-GB', line: 'press Train', hide: 'Hide this line', train: 'Train', controls: 'Training controls', rooms: 'Rooms', gallery: 'Gallery',
    open: 'Open in the builder', published: 'This is the published network, for pictures of', adapt: 'Adapt the network…',
    why: 'adapt it to train it here', dialog: 'Adapt AlexNet', undo: 'Undo', own: 'This network is for pictures of 3 × 64 × 64',
    set: 'Set the input to 3 × 32 × 32', height: 'Height in pixels', width: 'Width in pixels', ready: 'Ready to train',
  },
  es: {
    locale: 'es-ES', line: 'pulsa Entrenar', hide: 'Ocultar esta línea', train: 'Entrenar', controls: 'Controles de entrenamiento', rooms: 'Secciones', gallery: 'Galería',
    open: 'Abrir en el editor', published: 'Esta es la red publicada, para imágenes de', adapt: 'Adaptar la red…',
    why: 'adáptala para entrenarla aquí', dialog: 'Adaptar AlexNet', undo: 'Deshacer', own: 'Esta red es para imágenes de 3 × 64 × 64',
    set: 'Poner la entrada en 3 × 32 × 32', height: 'Alto en píxeles', width: 'Ancho en píxeles', ready: 'Listo para entrenar',
  },
};
// Where the parts of the page are.
const places = (page) => page.evaluate(() => ['.header', '.transport', '.canvas-bar', '#canvas-scroll', '.canvas > .card', '.area-side']
  .map((part) => {
    const { x, y, width, height } = globalThis.document.querySelector(part).getBoundingClientRect();
    return [part, x, y, width, height];
  }));

for (const [lang, words] of Object.entries(WORDS)) {
  test(`${lang}: one line says what to do until it is dismissed, and nothing moves when it goes`, async () => {
    const { page, errors } = await filtro.visit({ locale: words.locale });
    await network(page).pictured();
    const line = page.getByRole('note').filter({ hasText: words.line });
    await line.waitFor();
    assert.deepEqual(await violations(page), []);
    // In one line, over no card.
    const [own, card] = [await line.boundingBox(), await page.locator('.canvas > .card').first().boundingBox()];
    assert.ok(own.height < 34 && own.y + own.height <= card.y + 1, JSON.stringify([own, card]));
    const before = await places(page);
    const hide = line.getByRole('button', { name: words.hide, exact: true });
    await hide.focus();
    await page.keyboard.press('Enter');
    await line.waitFor({ state: 'detached' });
    assert.deepEqual(await places(page), before);
    await page.waitForFunction(() => globalThis.document.activeElement !== globalThis.document.body);
    await page.reload();
    await network(page).pictured();
    assert.equal(await line.count(), 0);
    assert.deepEqual(errors, []);
  });

  test(`${lang}: the line goes with the first training`, async () => {
    const { page } = await filtro.visit({ locale: words.locale, viewport: { width: 390, height: 844 } });
    await network(page).pictured();
    const line = page.getByRole('note').filter({ hasText: words.line });
    await line.waitFor();
    await page.getByRole('button', { name: words.train, exact: true }).click();
    await line.waitFor({ state: 'detached' });
    await page.reload();
    await network(page).pictured();
    assert.equal(await line.count(), 0);
  });

  test(`${lang}: a published network is there to be looked at, with the way to adapt it beside`, async () => {
    const { page, errors } = await filtro.visit({ locale: words.locale });
    const canvas = page.locator('#network');
    await network(page).pictured();
    await page.getByRole('link', { name: words.gallery, exact: true }).click();
    await page.getByRole('button', { name: `${words.open}: AlexNet`, exact: true }).click();
    await says(canvas, words.published);
    assert.equal(await canvas.locator('.message').count(), 1);
    assert.equal(await canvas.locator('.message.error, .message.warning, .has-error').count(), 0);
    // Train says the same.
    const controls = page.getByRole('region', { name: words.controls });
    await says(controls.getByRole('status'), words.why);
    const train = controls.getByRole('button', { name: words.train, exact: true });
    assert.equal(await train.getAttribute('aria-disabled'), 'true');
    assert.match(await train.getAttribute('title'), new RegExp(words.why));
    // A change makes it one's own; undone, it is the published one.
    await canvas.locator('[aria-roledescription]').last().focus();
    await page.keyboard.press('d');
    await page.waitForFunction((text) => !globalThis.document.querySelector('#network').textContent.includes(text), words.published);
    await page.keyboard.press('Control+z');
    await says(canvas, words.published);
    assert.deepEqual(await violations(page), []);
    await canvas.getByRole('link', { name: words.adapt, exact: true }).click();
    await page.getByRole('dialog', { name: words.dialog, exact: true }).waitFor();
    assert.deepEqual(errors, []);
  });

  test(`${lang}: one's own network for other pictures is said so, with the way back`, async () => {
    const { page, errors } = await filtro.visit({ locale: words.locale });
    const canvas = page.locator('#network');
    await network(page).pictured();
    const panel = page.getByRole('tabpanel');
    for (const name of [words.height, words.width]) {
      const field = panel.getByRole('textbox', { name, exact: true });
      await field.fill('64');
      await field.blur();
    }
    await says(canvas, words.own);
    assert.equal(await canvas.locator('.message.error').count(), 0);
    await canvas.getByRole('button', { name: words.set, exact: true }).click();
    await says(page.getByRole('region', { name: words.controls }).getByRole('status'), words.ready, 120_000);
    assert.equal(await canvas.locator('.message').count(), 0);
    assert.deepEqual(errors, []);
  });
}
