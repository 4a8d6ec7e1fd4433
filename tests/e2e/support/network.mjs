// The network on the page: palette, canvas and the selected layer, by role and name.

export function network(page) {
  const canvas = page.getByRole('region', { name: 'Network', exact: true });
  const palette = page.getByRole('region', { name: 'Layers', exact: true });
  const exactly = (role, name, within = canvas) => within.getByRole(role, { name, exact: true });
  // The layers' cards from input to output; a card's name begins with its layer's.
  const cards = canvas.locator('[role=group][aria-roledescription]');
  const card = (name, number = 0) => (name === 'Output'
    ? canvas.getByRole('region', { name, exact: true })
    : canvas.getByRole('group', { name: new RegExp(`^${name}(,|$)`) }).nth(number));
  const names = async () => (await cards.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))))
    .map((name) => name?.split(',')[0]);
  // The menu on a layer.
  const menu = async (target, entry) => {
    await target.getByRole('button', { name: /^Menu/ }).click();
    await page.getByRole('menuitem', { name: entry, exact: true }).click();
  };
  // The first pictures of the layers have arrived: they make the cards higher.
  const pictured = () => page.waitForFunction(() => globalThis.document.querySelector('.input-picture')?.width > 0);
  const layer = page.getByRole('tabpanel', { name: 'Layer', exact: true });
  // Through the same dialog that a person uses.
  const load = async (document) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'File', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Open a network…' }).click();
    const buffer = Buffer.from(JSON.stringify(document));
    await (await chooser).setFiles([{ name: 'network.json', mimeType: 'application/json', buffer }]);
  };
  // One of the few in the menu; the others are opened from the gallery.
  const template = async (name) => {
    await page.getByRole('button', { name: 'File', exact: true }).click();
    await page.getByRole('menuitem', { name }).click();
    await page.waitForFunction((title) => document.querySelector('.header-name')?.value === title, name);
  };
  return { canvas, palette, cards, card, names, menu, layer, pictured, load, template, exactly };
}

// A frame that has been drawn.
const frame = (page) => page.evaluate(() => new Promise((done) => {
  globalThis.requestAnimationFrame(() => globalThis.requestAnimationFrame(done));
}));

// The middle of a thing on the screen, once it stays where it is: cards that come onto the screen get their own height
// only then.
export async function middle(locator) {
  await locator.scrollIntoViewIfNeeded();
  let at = null;
  for (let look = 0; look < 20; look += 1) {
    const { x, y, width, height } = await locator.boundingBox();
    const now = { x: x + width / 2, y: y + height / 2 };
    if (at && Math.hypot(now.x - at.x, now.y - at.y) < 1) break;
    at = now;
    await frame(locator.page());
  }
  return at;
}

// Press, move in steps, let go: as a hand does, which follows what it aims at. The canvas scrolls while something is
// carried near its edge, so the aim is taken again until it stays where it was.
export async function drag(page, from, to) {
  const start = await middle(from);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  // Firefox takes no movement out of the window.
  const down = start.y + 12 < page.viewportSize().height ? 12 : -12;
  await page.mouse.move(start.x + 12, start.y + down, { steps: 4 });
  let at = null;
  for (let look = 0; look < 20; look += 1) {
    const { x, y } = 'x' in to ? to : await middle(to);
    if (at && Math.hypot(x - at.x, y - at.y) < 1) break;
    await page.mouse.move(x, y, { steps: at ? 2 : 12 });
    at = { x, y };
    await frame(page);
  }
  await page.mouse.up();
}

export const conv = (id, filters, kernel, more = {}) => ({
  id, kind: 'conv2d', filters, kernel: [kernel, kernel], stride: [1, 1], padding: 'valid', dilation: [1, 1], groups: 1,
  bias: true, ...more,
});
export const pool = (id, kernel = 2) => ({
  id, kind: 'max_pool2d', kernel: [kernel, kernel], stride: [kernel, kernel], padding: 'valid', ceil_mode: false,
});
export const document = (input, nodes, name = 'Exercise') => ({ format: 'filtro-network', version: 1, name, input, nodes });
