// Point 1: open the page, press Train.
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { open, says } from '../support/page.mjs';

let filtro;
before(async () => { filtro = await open(); });
after(() => filtro?.close());

test('the editor is usable while the engine is still loading, and Train waits for it', async () => {
  let arrive;
  const held = new Promise((resolve) => { arrive = resolve; });
  const { page, status, button, errors } = await filtro.visit({
    prepare: (page) => page.route(/filtro-worker_bg\.wasm$/, async (route) => {
      await held;
      await route.continue();
    }),
  });
  await says(status, 'Loading engine');
  const name = page.getByRole('textbox', { name: 'Network name' });
  await name.fill('Mine');
  await name.blur();
  await button('Undo').click();
  await button('Train').click();
  await says(status, 'Training starts as soon as the engine is ready');
  arrive();
  await says(status, /^Training$/, 120_000);
  await button('Stop').click();
  await says(status, 'Stopped');
  assert.deepEqual(errors, []);
});

test('LeNet-5 stands ready over synthetic data and trains without a network', async () => {
  const { context, page, ready, button, status, gauge, tab, errors, elsewhere } = await filtro.visit();
  await page.getByText('62,006').first().waitFor();
  await ready();
  const data = await tab('Data');
  await says(data.getByRole('region', { name: 'In use' }), 'Synthetic shapes');
  await context.setOffline(true);
  await button('Train').click();
  await says(status, /^Training$/);
  await says(gauge('Speed'), /[1-9][\d,]* images\/s/);
  await button('Pause').click();
  await says(status, 'Paused');
  assert.match(await gauge('Loss').textContent(), /^\d+\.\d{3}$/);
  assert.deepEqual(elsewhere, [], 'nothing is asked of other hosts');
  assert.deepEqual(errors, []);
});

test('the same files work in a folder of a server', async () => {
  const root = await mkdtemp(join(tmpdir(), 'filtro-folder-'));
  await writeFile(join(root, 'index.html'), '<!doctype html><html lang="en"><title>Other</title>');
  await cp(fileURLToPath(new URL('../../../dist', import.meta.url)), join(root, 'some/folder'), { recursive: true });
  const elsewhere = await open({ dist: root });
  try {
    const { page, ready } = await elsewhere.visit();
    await page.goto(new URL('some/folder/', elsewhere.address).href);
    await ready();
  } finally {
    await elsewhere.close();
    await rm(root, { recursive: true, force: true });
  }
});
