// A network of 500 nodes in the browser: frames while scrolling, dragging, typing and selecting.
// Prints times and asserts none. `cargo xtask bench --canvas`, or `node tests/bench/canvas.mjs ADDRESS`;
// the variable CSS holds a style sheet to try.
import { conv, document as network, network as parts, pool } from '../e2e/support/network.mjs';
import { launch } from '../e2e/support/browser.mjs';
import { serve } from '../e2e/support/site.mjs';

const NODES = 500;

// Convolutions with their activations, halved four times.
function big() {
  const nodes = [];
  while (nodes.length < NODES) {
    const id = nodes.length + 1;
    if (id % 100 === 0) nodes.push(pool(id));
    else if (id % 2 === 0) nodes.push({ id, kind: 'activation', function: 'relu' });
    else nodes.push(conv(id, 16, 3, { padding: 'same' }));
  }
  return network([3, 64, 64], nodes, 'Five hundred');
}

const given = process.argv[2];
const site = given ? { address: given, close: () => {} } : await serve();
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.setDefaultTimeout(120_000);
const devtools = await page.context().newCDPSession(page);
await devtools.send('Performance.enable');
const metrics = async () => {
  const { metrics: all } = await devtools.send('Performance.getMetrics');
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
};

// Times between animation frames while `act` goes on, and the work that it makes.
async function measure(name, times, act) {
  await page.evaluate(() => {
    window.frames_ = [];
    let last = performance.now();
    const tick = (now) => {
      window.frames_.push(now - last);
      last = now;
      window.ticking_ = requestAnimationFrame(tick);
    };
    window.ticking_ = requestAnimationFrame(tick);
  });
  const before = await metrics();
  for (let time = 0; time < times; time += 1) await act(time);
  await page.waitForTimeout(100);
  const after = await metrics();
  const frames = await page.evaluate(() => {
    cancelAnimationFrame(window.ticking_);
    return window.frames_.slice(1);
  });
  frames.sort((a, b) => a - b);
  const at = (share) => (frames[Math.min(frames.length - 1, Math.floor(share * frames.length))] ?? 0).toFixed(1);
  const work = (of) => (1000 * (after[of] - before[of]) / times).toFixed(1);
  // What a frame costs the page's own thread; the rest is drawing, which a GPU does elsewhere.
  const share = (1000 * (after.TaskDuration - before.TaskDuration) / frames.length).toFixed(1);
  console.log(
    `${name.padEnd(20)} frames p50 ${at(0.5)} p95 ${at(0.95)} max ${at(1)} ms | each: script ${work('ScriptDuration')} `
    + `style ${work('RecalcStyleDuration')} layout ${work('LayoutDuration')} task ${work('TaskDuration')} ms | a frame ${share} ms`,
  );
}

try {
  await page.goto(site.address);
  if (process.env.CSS) await page.addStyleTag({ content: process.env.CSS });
  const { load, canvas, layer } = parts(page);
  await canvas.getByRole('group', { name: /^Conv 2D/ }).first().waitFor();
  // The same with a small network: what of it is this machine's.
  const wheel = async (name) => {
    const box = await canvas.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await measure(name, 60, (time) => page.mouse.wheel(0, time % 20 < 10 ? 240 : -240));
  };
  // Locators would walk through the whole page for each step, and that would be timed.
  const select = (name) => measure(name, 20, (time) => page.evaluate((at) => {
    const cards = globalThis.document.querySelectorAll('#network [id^="node-"]');
    cards[at % cards.length].click();
  }, 2 * time));
  await wheel('LeNet-5: wheel');
  await select('LeNet-5: select');
  await measure('open', 1, async () => {
    await load(big());
    await canvas.locator('#node-499').waitFor({ state: 'attached' });
  });
  const box = await canvas.boundingBox();
  const middle = [box.x + box.width / 2, box.y + box.height / 2];
  await wheel('scroll by wheel');
  await measure('jump through', 30, (time) => page.evaluate((share) => {
    const area = globalThis.document.getElementById('canvas-scroll');
    area.scrollTop = share * area.scrollHeight;
    // Each is drawn before the next.
    return new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
  }, (time * 7 % 30) / 30));
  await page.evaluate(() => { globalThis.document.getElementById('canvas-scroll').scrollTop = 0; });
  await select('select');
  const filters = layer.getByRole('textbox', { name: 'Filters' });
  await canvas.locator('#node-1').evaluate((card) => card.click());
  await filters.focus();
  await measure('type a number', 20, async (time) => {
    await page.keyboard.press('Control+a');
    await page.keyboard.type(String(10 + time));
  });
  const grip = await canvas.locator('#node-3').boundingBox();
  await page.mouse.move(grip.x + 40, grip.y + 12);
  await page.mouse.down();
  await measure('drag', 100, (time) => page.mouse.move(middle[0], middle[1] - 150 + 3 * (time % 100)));
  await measure('drag at the edge', 60, (time) => page.mouse.move(middle[0] + time % 2, box.y + box.height - 10));
  await measure('drop', 1, () => page.mouse.up());
  await measure('undo', 1, () => page.keyboard.press('Control+z'));
} finally {
  await browser.close();
  await site.close();
}
