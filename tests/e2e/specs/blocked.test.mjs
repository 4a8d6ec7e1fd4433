// When Train is grey the reason is in sight, and leads to the place where it can be changed.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());
afterEach(() => Promise.all(filtro.browser.contexts().map((context) => context.close())));

const WORDS = {
  en: {
    locale: 'en-GB', train: 'Train', onward: 'Train on: epochs', transport: 'Training controls', kernel: 'Kernel', why: 'The network has a problem: see the marked layer',
    ready: 'Ready to train', running: /^Training$/, data: 'Data', classify: 'Classify',
  },
  es: {
    locale: 'es-ES', train: 'Entrenar', onward: 'Seguir: épocas', transport: 'Controles de entrenamiento', kernel: 'Kernel', why: 'La red tiene un problema: mira la capa señalada',
    ready: 'Listo para entrenar', running: /^Entrenando$/, data: 'Datos', classify: 'Clasificar',
  },
};

for (const [lang, words] of Object.entries(WORDS)) {
  test(`${lang}: a kernel of 64 during a run says why, and leads there`, async () => {
    const { page, errors } = await filtro.visit({ locale: words.locale });
    const transport = page.getByRole('region', { name: words.transport });
    const status = transport.getByRole('status');
    await says(status, words.ready, 120_000);
    const first = page.locator('#network [role=group][aria-roledescription]').first();
    await first.click();
    await page.getByRole('button', { name: words.train, exact: true }).click();
    await says(status, words.running);
    const kernel = page.getByRole('tabpanel').getByRole('textbox', { name: /kernel/i }).first();
    await kernel.fill('64');
    await kernel.blur();
    await says(status, words.why);
    // "Train on: epochs …", as there are weights by now.
    const train = transport.getByRole('button', { name: new RegExp(`^${words.onward}`) });
    assert.equal(await train.getAttribute('aria-disabled'), 'true');
    // From another room and another tab, by keyboard.
    await page.getByRole('tab', { name: words.classify, exact: true }).click();
    await page.goto(`${filtro.address}#gallery`);
    const why = transport.getByRole('button', { name: words.why, exact: true });
    await why.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.matches('.card.selected'));
    assert.ok(await first.evaluate((card) => card === document.activeElement));
    assert.deepEqual(errors, []);
  });
}

test('an engine that does not come is restarted from where it is missed', async () => {
  let broken = true;
  const { transport, status, errors } = await filtro.visit({
    prepare: (page) => page.route(/filtro-worker_bg\.wasm$/, (route) => (broken ? route.abort() : route.continue())),
  });
  await says(status, 'The engine is not running');
  broken = false;
  await transport.getByRole('button', { name: /^The engine is not running/ }).click();
  await says(status, 'Ready to train', 120_000);
  // The request that failed, and nothing else.
  assert.ok(errors.every((error) => error.includes('ERR_FAILED')), errors.join('\n'));
});
