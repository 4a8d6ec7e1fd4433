// What a person finds on the page, by role and name.
import { check, isFirefox, launch, watch } from './browser.mjs';
import { serve } from './site.mjs';

export const PATIENCE = 30_000;
// The software adapter compiles for a long time, most of all beside other work.
export const SLOW = 300_000;

// A server and a browser for all tests of a file.
export async function open({ mode = 'cpu', font, ...options } = {}) {
  const site = await serve(options);
  const browser = await launch(mode, font);
  // In Firefox a browser of its own, which a visit in the dark starts.
  let dark;
  const close = async () => {
    await browser.close();
    await (await dark)?.close();
    await site.close();
  };
  // A page of a fresh profile; `prepare` gets it before it goes anywhere.
  const visit = async ({ prepare, ...settings } = {}) => {
    check(settings);
    if (isFirefox && settings.colorScheme === 'dark') dark ??= launch(mode, font, 'dark');
    const chosen = settings.colorScheme === 'dark' ? await (dark ?? browser) : browser;
    const context = await chosen.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...settings });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const seen = watch(page);
    await prepare?.(page);
    await page.goto(site.address);
    return { context, page, ...seen, ...parts(page) };
  };
  return { address: site.address, browser, visit, close };
}

// Waits until the place says so.
export async function says(place, text, timeout = PATIENCE) {
  await place.filter({ hasText: text }).first().waitFor({ timeout });
}

export function parts(page) {
  const button = (name, within = page) => within.getByRole('button', { name, exact: true });
  const transport = page.getByRole('region', { name: 'Training controls' });
  const status = transport.getByRole('status');
  // It says what it will do: Train, Continue, Continue: epochs 6–10, Train on: ….
  const train = transport.getByRole('button', { name: /^(Train|Continue)/ });
  const gauge = (name) => transport.locator('.gauge').filter({ hasText: name }).locator('dd');
  const tab = async (name) => {
    await page.getByRole('tab', { name, exact: true }).click();
    return page.getByRole('tabpanel', { name, exact: true });
  };
  // The engine is there, with network and data.
  const ready = () => says(status, 'Ready to train', 120_000);
  const settings = async (values) => {
    const panel = await tab('Training');
    for (const [name, value] of Object.entries(values)) {
      const field = panel.getByRole('textbox', { name, exact: true });
      await field.fill(String(value));
      await field.blur();
    }
    return panel;
  };
  const pick = async (files) => {
    const panel = await tab('Data');
    const chooser = page.waitForEvent('filechooser');
    await button('Choose files…', panel).click();
    await (await chooser).setFiles(files);
    return panel;
  };
  // By itself the page takes the processor: the adapter is emulated. It says so.
  const toGpu = async () => {
    const panel = await tab('Training');
    const device = panel.getByRole('region', { name: 'Device' });
    await says(device, 'emulated in software');
    await panel.getByRole('group', { name: 'Run on' }).getByRole('radio', { name: 'GPU', exact: true }).check({ force: true });
    await says(device, 'Running on WebGPU', SLOW);
    await says(status, 'Ready to train', SLOW);
  };
  return { button, transport, status, train, gauge, tab, ready, settings, pick, toGpu };
}
