// What goes wrong while training, and that the network survives it.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());
// It would go on training beside the next.
afterEach(() => Promise.all(filtro.browser.contexts().map((context) => context.close())));

const running = async () => {
  const found = await filtro.visit();
  await found.ready();
  await found.settings({ Epochs: 100 });
  await found.button('Train').click();
  await says(found.status, /^Training$/);
  await says(found.gauge('Speed'), /images\/s/);
  return found;
};
const recovers = async ({ page, status, train }) => {
  const notices = page.getByRole('region', { name: 'Notices' });
  await notices.getByText(/engine/i).first().waitFor();
  // The network is still there, and trains again.
  await page.getByText('62,006').first().waitFor();
  await says(status, /Ready to train|Stopped|Trained/, 120_000);
  await train.click();
  await says(status, /^Training$/);
};

test('a worker that fails while it trains is replaced', async () => {
  const found = await running();
  const [worker] = found.page.workers();
  await worker.evaluate(() => { setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); }); });
  await recovers(found);
});

test('a worker that falls silent while it trains is replaced', async () => {
  const found = await running();
  const [worker] = found.page.workers();
  await worker.evaluate(() => { self.postMessage = () => {}; });
  await recovers(found);
});

test('an engine that does not arrive is said, with a way to try again', async () => {
  let broken = true;
  const { page, status, button } = await filtro.visit({
    prepare: (page) => page.route(/filtro-worker_bg\.wasm$/, (route) => (broken ? route.abort() : route.continue())),
  });
  await says(page.getByRole('alert'), 'could not be loaded');
  assert.equal(await page.getByRole('textbox', { name: 'Network name' }).isEditable(), true);
  broken = false;
  await button('Try again').click();
  await says(status, 'Ready to train', 120_000);
});
