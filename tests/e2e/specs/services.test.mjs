// Each browser service taken away in turn: the page comes up, edits, trains, speaks the other language and classifies.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { network } from '../support/network.mjs';
import { open, says } from '../support/page.mjs';
import { seascape } from '../support/picture.mjs';

const PICTURE = { name: 'sea.png', mimeType: 'image/png', buffer: seascape() };
const CANNOT_SAVE = { en: 'This browser keeps nothing for this page', es: 'Este navegador no guarda nada de esta página' };

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

// Scripts for page or worker. `take(object, name, how)` is there.
const TAKE = `
  const take = (object, name, how) => {
    const get = how === 'throws'
      ? () => { throw new DOMException('The operation is insecure.', 'SecurityError'); }
      : () => (how === 'null' ? null : undefined);
    Object.defineProperty(object, name, { get, configurable: true });
  };
  const lose = (name) => { delete globalThis[name]; };
`;
const full = (name) => `
  ${name}.prototype.setItem = () => { throw new DOMException('The quota has been exceeded.', 'QuotaExceededError'); };
`;
// In the worker a script of its own runs before all others.
const CASES = {
  'localStorage throws': { page: "take(globalThis, 'localStorage', 'throws')", says: CANNOT_SAVE },
  'localStorage is null': { page: "take(globalThis, 'localStorage', 'null')", says: CANNOT_SAVE },
  'localStorage is undefined': { page: "take(globalThis, 'localStorage')", says: CANNOT_SAVE },
  'localStorage reads and does not write': {
    page: "Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError'); };",
    says: CANNOT_SAVE,
  },
  'localStorage forgets': { page: 'Storage.prototype.setItem = () => {};', says: CANNOT_SAVE },
  'localStorage is full': {
    page: full('Storage'),
    says: { en: 'The browser\'s storage is full', es: 'El almacenamiento del navegador está lleno' },
  },
  'sessionStorage throws': { page: "take(globalThis, 'sessionStorage', 'throws')" },
  'sessionStorage is null': { page: "take(globalThis, 'sessionStorage', 'null')" },
  'all site data is blocked': {
    page: "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) take(globalThis, name, 'throws');",
    worker: "for (const name of ['indexedDB', 'caches']) take(self, name, 'throws'); take(navigator, 'storage', 'throws');",
    says: CANNOT_SAVE,
  },
  // Of trained weights it is said by itself.
  'no IndexedDB': { weights: true, page: "take(globalThis, 'indexedDB')", worker: "take(self, 'indexedDB')" },
  'no Cache': { page: "take(globalThis, 'caches')", worker: "take(self, 'caches')" },
  'no StorageManager': { page: "take(navigator, 'storage')", worker: "take(navigator, 'storage')" },
  'no BroadcastChannel': { page: "lose('BroadcastChannel')", worker: "lose('BroadcastChannel')" },
  'no Web Locks': { page: "take(navigator, 'locks')", worker: "take(navigator, 'locks')" },
  'no clipboard': { page: "take(navigator, 'clipboard', 'throws')" },
  'no service worker': { page: "take(navigator, 'serviceWorker', 'throws')" },
  'no WebGPU': { page: "take(navigator, 'gpu')", worker: "take(navigator, 'gpu')" },
  'WebGPU throws': { page: "take(navigator, 'gpu', 'throws')", worker: "take(navigator, 'gpu', 'throws')" },
  'no OffscreenCanvas': { page: "lose('OffscreenCanvas')", worker: "lose('OffscreenCanvas')" },
  'no matchMedia': { page: "take(globalThis, 'matchMedia')" },
  'no ResizeObserver': { page: "lose('ResizeObserver')" },
  'no IntersectionObserver': { page: "lose('IntersectionObserver')" },
  'no crypto': { page: "take(globalThis, 'crypto')", worker: "take(self, 'crypto')" },
  'no streaming compiler': { page: 'delete WebAssembly.compileStreaming;' },
  'no clock': { page: "take(globalThis, 'performance')", worker: "take(self, 'performance')" },
  'no createImageBitmap': {
    page: "lose('createImageBitmap')",
    seen: { en: 'is not a picture that this browser can read', es: 'Este navegador no puede leer' },
  },
};

const without = async (context, { page, worker }) => {
  await context.addInitScript(`${TAKE}; ${page};`);
  if (!worker) return;
  await context.route(/\/worker\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `import './taken-away.js';\n${await response.text()}` });
  });
  await context.route(/\/taken-away\.js$/, (route) => (
    route.fulfill({ contentType: 'text/javascript', body: `${TAKE}; ${worker};` })
  ));
};

for (const [name, taken] of Object.entries(CASES)) {
  test(`${name}: the page works`, async () => {
    const found = await filtro.visit({ prepare: (page) => without(page.context(), taken) });
    const { context, page, button, status, ready, errors } = found;
    try {
      const notices = page.getByRole('region', { name: 'Notices' });
      await ready();
      // An edit, and a step.
      const title = page.getByRole('textbox', { name: 'Network name' });
      await title.fill('Changed');
      await title.blur();
      await button('Undo').click();
      await button('Step').click();
      await says(status, 'Paused');
      if (taken.says) await says(notices, taken.says.en);
      // Its pictures are drawn.
      const { pictured } = network(page);
      await pictured();
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await page.getByRole('radio', { name: 'Español' }).check({ force: true });
      await page.keyboard.press('Escape');
      // Paused, as it is behind one step.
      await page.getByRole('button', { name: 'Continuar', exact: true }).waitFor();
      const avisos = page.getByRole('region', { name: 'Avisos' });
      if (taken.says) {
        await says(avisos, taken.says.es);
        // Once: what has been read stays away, whatever is edited.
        await avisos.getByRole('button', { name: 'Descartar' }).first().click();
        await avisos.getByText(taken.says.es).waitFor({ state: 'detached' });
        await page.getByRole('textbox', { name: 'Nombre de la red' }).fill('Otra');
        await page.getByRole('textbox', { name: 'Nombre de la red' }).blur();
        await page.evaluate(() => globalThis.dispatchEvent(new Event('beforeunload')));
        assert.equal(await avisos.getByText(taken.says.es).count(), 0);
      } else if (!taken.seen) {
        const messages = avisos.locator('.message');
        const others = taken.weights ? messages.filter({ hasNotText: 'Guardar los pesos entrenados' }) : messages;
        assert.equal(await others.count(), 0);
      }
      // A picture of one's own.
      await page.getByRole('tab', { name: 'Clasificar', exact: true }).click();
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: /^Elegir/ }).click();
      await (await chooser).setFiles([PICTURE]);
      if (taken.seen) await says(page.getByRole('alert'), taken.seen.es);
      else await page.getByRole('tabpanel', { name: 'Clasificar' }).getByText(/%/).first().waitFor();
      assert.deepEqual(errors, []);
    } finally {
      await context.close();
    }
  });
}

test('an archive is unpacked where the browser cannot', async () => {
  const taken = { page: '', worker: "lose('DecompressionStream')" };
  const { page, ready, pick, errors } = await filtro.visit({ prepare: (page) => without(page.context(), taken) });
  await ready();
  const { archive, ARCHIVE } = await import('../support/cifar.mjs');
  await pick([{ name: ARCHIVE, mimeType: 'application/gzip', buffer: archive() }]);
  await says(page.getByRole('region', { name: 'In use', exact: true }), 'CIFAR-10');
  assert.deepEqual(errors, []);
});
