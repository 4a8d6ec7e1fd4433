// The README's pictures: `node screenshot.mjs FOLDER`, called by `cargo xtask screenshot`.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { open, says } from './support/page.mjs';

const folder = process.argv[2];
if (!folder) throw new Error('the folder for the pictures is missing');
await mkdir(folder, { recursive: true });

const filtro = await open();
try {
  for (const colorScheme of ['light', 'dark']) {
    const { context, page, ready, button, status, settings } = await filtro.visit({
      colorScheme, viewport: { width: 1440, height: 960 },
    });
    await ready();
    await settings({ Epochs: 4 });
    await button('Train').click();
    await says(status, /^Training$/);
    await page.getByText(/Epoch [34] of 4/).waitFor({ timeout: 300_000 });
    await page.screenshot({ path: join(folder, `filtro-${colorScheme}.png`) });
    await context.close();
  }
} finally {
  await filtro.close();
}
