// How well the page foretells what a step takes: for each template that trains in a tab a fresh
// page times the machine and some steps of the network, says what an epoch will take, and then
// trains for some seconds.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const IMAGES = 45_000;
const BATCH = 64;
const CLOSE = 0.25;
const CALIBRATION = 180_000;
const seconds = (time) => Number(/PT([\d.]+)S/.exec(time)?.[1]);

async function templates(dist, only) {
  const folder = join(dist, 'templates');
  const names = (await readdir(folder)).filter((name) => name.endsWith('-cifar.json')).sort();
  const chosen = names.filter((name) => !only || only.some((part) => name.includes(part)));
  return Promise.all(chosen.map(async (name) => [name.slice(0, -5), await readFile(join(folder, name), 'utf8')]));
}

// Seconds of a step, foretold and measured.
async function foretell(browser, origin, document, patience) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript((text) => {
      localStorage.setItem('filtro.network.1', JSON.stringify(text));
      // More epochs than there is time for.
      const config = { optimizer: 'adam', learning_rate: 0.001, batch_size: 64, epochs: 1000, seed: 1 };
      localStorage.setItem('filtro.preferences.1', JSON.stringify({ device: 'cpu', config }));
    }, document);
    await page.goto(`${origin}/`);
    await page.locator('.meter time').waitFor({ timeout: CALIBRATION });
    await page.locator('.meter').click();
    await page.getByText('A few trial steps of this network').waitFor({ timeout: CALIBRATION });
    const transport = page.getByRole('region', { name: 'Training controls' });
    const status = (text) => transport.getByRole('status').filter({ hasText: text }).waitFor({ timeout: CALIBRATION });
    await status('Ready to train');
    await transport.getByRole('button', { name: 'Train', exact: true }).click();
    await status(/^Training$/);
    await page.waitForTimeout(patience * 1000);
    await transport.getByRole('button', { name: 'Stop', exact: true }).click();
    await status('Stopped');
    const times = page.locator('.last-run time');
    await times.first().waitFor();
    return await times.evaluateAll((all) => all.map((one) => one.getAttribute('datetime')));
  } finally {
    await context.close();
  }
}

export async function predict({ launch, origin, dist, only, patience }) {
  const rows = [];
  for (const [name, document] of await templates(dist, only)) {
    // A browser each: nothing of one run weighs on the next.
    const browser = await launch();
    try {
      const [predicted, measured] = (await foretell(browser, origin, document, patience)).map(seconds);
      rows.push({ name, predicted, measured, ratio: predicted / measured });
    } catch (error) {
      rows.push({ name, error: String(error.message ?? error).split('\n')[0] });
    } finally {
      await browser.close();
    }
    console.error(`${name}: done`);
  }
  const epoch = (step) => `${((step * IMAGES) / BATCH).toFixed(1)} s`.padStart(10);
  console.log(`Epoch of ${IMAGES.toLocaleString('en')} images, batch ${BATCH}`.padEnd(40) + 'foretold    measured   ratio');
  for (const { name, error, predicted, measured, ratio } of rows) {
    console.log(name.padEnd(38) + (error ?? `${epoch(predicted)}  ${epoch(measured)}  ${ratio.toFixed(2).padStart(6)}`));
  }
  const close = rows.filter(({ ratio }) => Math.abs(ratio - 1) <= CLOSE).length;
  console.log(`${close} of ${rows.length} within ${CLOSE * 100} %`);
  return rows;
}
