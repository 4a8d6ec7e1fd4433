// Files that come and go. As a hand or the clipboard would bring them: `how` is drop or paste.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { downloads } from './browser.mjs';
import { PATIENCE } from './page.mjs';

export async function bring(page, files, how = 'drop') {
  const all = files.map(({ name, mimeType = '', buffer }) => ({ name, type: mimeType, bytes: buffer.toString('base64') }));
  await page.evaluate(async ([how, all]) => {
    const transfer = new DataTransfer();
    for (const { name, type, bytes } of all) {
      const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], name, { type }));
    }
    const target = document.querySelector('main');
    const options = { bubbles: true, cancelable: true };
    if (how === 'paste') {
      target.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: transfer }));
    } else {
      for (const kind of ['dragover', 'drop']) {
        target.dispatchEvent(new DragEvent(kind, { ...options, dataTransfer: transfer }));
      }
    }
  }, [how, all]);
}

// Something that waits until it is let go: `opened` resolves then.
export function gate() {
  let open;
  const opened = new Promise((resolve) => { open = resolve; });
  return { open, opened };
}

// The file that the page saves when `act` is done: its name and bytes.
export async function savedBy(page, act) {
  if (!downloads) {
    const download = page.waitForEvent('download');
    await act();
    const file = await download;
    return { name: file.suggestedFilename(), buffer: await readFile(await file.path()) };
  }
  await act();
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    const names = await readdir(downloads);
    // Beside a file that is being written lies its part.
    const [name] = names.some((one) => one.endsWith('.part')) ? [] : names;
    const buffer = name && await readFile(join(downloads, name));
    if (buffer?.length) {
      await rm(join(downloads, name));
      return { name, buffer };
    }
    await page.evaluate(() => new Promise((done) => { globalThis.requestAnimationFrame(done); }));
  }
  throw new Error('no file was saved');
}
