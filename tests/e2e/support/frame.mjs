// The page's frame: what stands still whatever is done, and what can be reached.

// Sizes of windows: laptops, a tablet, phones, a phone on its side, a window at 400 %.
const SIZES = [
  [1920, 1080], [1440, 900], [1366, 768], [1024, 768], [768, 1024], [390, 844], [360, 640], [320, 568], [844, 390], [320, 256],
];

// With text of twice the size, the smallest would be half of a matchbox.
export const sizes = (font) => SIZES.filter(([, height]) => height >= 16 * font);

// Where the frame's parts are and what could scroll, in the words of a failure.
export const frame = (page) => page.evaluate(() => {
  const document = globalThis.document;
  const root = document.documentElement;
  const wrong = [];
  const measure = (when) => {
    if (root.scrollHeight !== root.clientHeight) wrong.push(`${when}: the page is ${root.scrollHeight} high in a window of ${root.clientHeight}`);
    if (root.scrollWidth !== root.clientWidth) wrong.push(`${when}: the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
  };
  measure('as it is');
  // The frame cuts off what stands out: without it nothing does either.
  const style = document.head.appendChild(document.createElement('style'));
  style.textContent = 'html, body { overflow: visible !important }';
  measure('without the frame');
  style.remove();
  if (root.scrollTop || root.scrollLeft || document.body.scrollTop) wrong.push('the page has scrolled');
  for (const one of document.querySelectorAll('#app *')) {
    const { overflowX, overflowY, position } = globalThis.getComputedStyle(one);
    if (/auto|scroll/.test(overflowX + overflowY) && position === 'static' && one.tagName !== 'TEXTAREA') {
      wrong.push(`${one.className} scrolls, but what is placed in it is not held`);
    }
  }
  const place = (name) => {
    const box = document.querySelector(name)?.getBoundingClientRect();
    return box && [box.x, box.y, box.width, box.height].map(Math.round).join(' ');
  };
  return { wrong, header: place('.header'), transport: place('.transport') };
});

// What has the keyboard's focus somewhere outside of the window, or under something else.
export const unreachable = (page) => page.evaluate(() => {
  const document = globalThis.document;
  const found = [];
  const all = document.querySelectorAll('#app :is(a[href], button, input, select, summary, textarea, [tabindex="0"])');
  for (const one of all) {
    if (!one.checkVisibility({ visibilityProperty: true })) continue;
    one.focus();
    if (document.activeElement !== one) continue;
    // The browser leaves in its place what is seen in part: a person scrolls the rest of the way.
    one.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const box = one.getBoundingClientRect();
    const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
    const [right, bottom] = [Math.min(box.right, globalThis.innerWidth), Math.min(box.bottom, globalThis.innerHeight)];
    const name = `${one.tagName} ${one.className} ${(one.getAttribute('aria-label') ?? one.textContent).slice(0, 30)}`;
    if (right - left < 2 || bottom - top < 2) {
      found.push(`${name}: outside, at ${Math.round(box.left)}, ${Math.round(box.top)}`);
      continue;
    }
    // Somewhere in the part that is seen, it is on top.
    const within = (x, y) => {
      const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return hit && (one.contains(hit) || hit.contains(one) || hit.closest('label')?.contains(one));
    };
    const places = [0.5, 0.1, 0.9];
    if (places.some((x) => places.some((y) => within(x, y)))) continue;
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    found.push(`${name}: covered by ${over?.className}`);
  }
  document.activeElement?.blur();
  return found;
});

// Presses everything that scrolls a page.
export async function shake(page) {
  for (const place of ['.header', '.transport', '.canvas-bar', '.tabs']) {
    const [element] = await page.locator(place).all();
    const box = await element?.boundingBox();
    if (!box) continue;
    await page.mouse.move(box.x + box.width - 3, box.y + box.height / 2);
    await page.mouse.wheel(0, 2000);
  }
  await page.evaluate(() => globalThis.document.activeElement?.blur());
  for (const key of ['End', 'PageDown', 'Space', 'Home', 'End']) await page.keyboard.press(key);
  await page.locator('.skip-link').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('PageDown');
}
