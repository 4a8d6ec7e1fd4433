// The system's Chromium, with or without a (software) GPU.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function program() {
  if (process.env.FILTRO_CHROMIUM) return process.env.FILTRO_CHROMIUM;
  const runs = (path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs);
  if (!found) throw new Error('no Chromium found: install it, or set FILTRO_CHROMIUM to its program');
  return found;
}

const COMMON = [
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
  // Containers run as root and have little shared memory.
  '--no-sandbox', '--disable-dev-shm-usage',
];
const MODES = {
  // No WebGPU: the engine has the processor only.
  cpu: ['--disable-features=WebGPU,WebGPUService'],
  // A GPU emulated in software: the same code path as a real one.
  gpu: ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-unsafe-swiftshader'],
};

// `font`: the size of text that the person has chosen in the browser, in pixels.
export async function launch(mode = 'cpu', font = 16) {
  const text = font === 16 ? [] : [`--blink-settings=defaultFontSize=${font}`];
  return chromium.launch({ executablePath: program(), args: [...COMMON, ...MODES[mode], ...text] });
}

// What the page says on its console when something is wrong, and what it asks of other hosts.
export function watch(page) {
  const errors = [];
  const elsewhere = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') elsewhere.push(request.url());
  });
  return { errors, elsewhere };
}
