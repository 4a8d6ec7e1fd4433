// The server and the browser, without the page.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, MODES, NAME } from '../support/browser.mjs';
import { archive, ARCHIVE } from '../support/cifar.mjs';
import { seascape } from '../support/picture.mjs';
import { serve } from '../support/site.mjs';

let folder;
let site;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'filtro-dist-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><html lang="en"><title>Toy</title><h1>Toy</h1>');
  await writeFile(join(folder, 'picture.png'), seascape());
  site = await serve({ dist: folder, data: { [ARCHIVE]: archive({ train: 2, test: 3 }) } });
});
after(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

test('what is served is what lies in the folders', async () => {
  const page = await fetch(site.address);
  assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.match(await page.text(), /<h1>Toy<\/h1>/);
  const data = await fetch(new URL(`data/${ARCHIVE}`, site.address));
  assert.deepEqual(Buffer.from(await data.arrayBuffer()), archive({ train: 2, test: 3 }));
  assert.equal((await fetch(new URL('nothing', site.address))).status, 404);
});

for (const mode of MODES) {
  const expected = mode === 'gpu';
  test(`${NAME} in mode ${mode} ${expected ? 'offers a GPU' : 'offers none'} and decodes pictures`, async () => {
    const browser = await launch(mode);
    try {
      const page = await browser.newPage();
      await page.goto(site.address);
      const adapter = await page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter()));
      assert.equal(adapter, expected);
      const size = await page.evaluate(async () => {
        const picture = await createImageBitmap(await (await fetch('picture.png')).blob());
        return [picture.width, picture.height];
      });
      assert.deepEqual(size, [120, 80]);
    } finally {
      await browser.close();
    }
  });
}
