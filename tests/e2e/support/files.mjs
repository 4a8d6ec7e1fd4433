// Files as a hand or the clipboard would bring them: `how` is drop or paste.

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
