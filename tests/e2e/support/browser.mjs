// The system's browser: Chromium with or without a (software) GPU, or Firefox (`FILTRO_BROWSER=firefox`).
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium, firefox } from 'playwright-core';

const BROWSERS = {
  chromium: {
    name: 'Chromium', variable: 'FILTRO_CHROMIUM',
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  },
  firefox: { name: 'Firefox', variable: 'FILTRO_FIREFOX', programs: ['firefox-esr', 'firefox'] },
};
const which = process.env.FILTRO_BROWSER ?? 'chromium';
const { name, variable, programs } = BROWSERS[which] ?? {};
if (!name) throw new Error(`FILTRO_BROWSER is ${which}: one of ${Object.keys(BROWSERS).join(', ')} is meant`);

export const NAME = name;
export const isFirefox = which === 'firefox';
// What tests of the engine run with: in Firefox there is no emulated GPU.
export const MODES = isFirefox ? ['cpu'] : ['cpu', 'gpu'];
// Why a test is not run in Firefox; `skip: lacks('a CDP session')`.
export const lacks = (what) => isFirefox && `Firefox's WebDriver BiDi has not got ${what}`;

// Where Firefox saves files: WebDriver BiDi does not tell of those that a page makes.
export const downloads = isFirefox ? mkdtempSync(join(tmpdir(), 'filtro-downloads-')) : undefined;
if (downloads) process.once('exit', () => rmSync(downloads, { recursive: true, force: true }));

function program() {
  if (process.env[variable]) return process.env[variable];
  const runs = (path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = programs.flatMap((one) => folders.map((folder) => join(folder, one))).find(runs);
  if (!found) throw new Error(`no ${name} found: install it, or set ${variable} to its program`);
  return found;
}

const COMMON = [
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
  // Containers run as root and have little shared memory.
  '--no-sandbox', '--disable-dev-shm-usage',
];
const ADAPTERS = {
  // No WebGPU: the engine has the processor only.
  cpu: ['--disable-features=WebGPU,WebGPUService'],
  // A GPU emulated in software: the same code path as a real one.
  gpu: ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-unsafe-swiftshader'],
};

// `font`: the size of text that the person has chosen in the browser, in pixels. Together with the
// colour scheme it is the whole browser's in Firefox; in Chromium each visit has a scheme of its own.
export async function launch(mode = 'cpu', font = 16, colorScheme = 'light') {
  if (isFirefox) {
    return firefox.launch({
      // As Mozilla and Debian ship it, driven by WebDriver BiDi, and not Playwright's own build.
      channel: 'moz-firefox',
      executablePath: program(),
      downloadsPath: downloads,
      firefoxUserPrefs: {
        // The list of downloads would take the focus, and a page without it is told of no box that is left.
        'browser.download.alwaysOpenPanel': false,
        'font.size.variable.x-western': font,
        'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
      },
    });
  }
  const text = font === 16 ? [] : [`--blink-settings=defaultFontSize=${font}`];
  return chromium.launch({ executablePath: program(), args: [...COMMON, ...ADAPTERS[mode], ...text] });
}

// What a visit may ask for and Firefox would pass over without a word.
const UNHEARD = ['hasTouch', 'isMobile', 'reducedMotion', 'forcedColors', 'contrast'];
export function check(settings) {
  const unheard = isFirefox && UNHEARD.find((key) => key in settings);
  if (unheard) throw new Error(lacks(unheard));
}

// What the page says on its console when something is wrong, and what it asks of other hosts.
export function watch(page) {
  const errors = [];
  const elsewhere = [];
  // Firefox says so of an engine that was still arriving when the page was left.
  const left = (text) => isFirefox && /Failed to read data from the ReadableStream/.test(text);
  page.on('console', (message) => {
    if (message.type() === 'error' && !left(message.text())) errors.push(message.text());
  });
  page.on('pageerror', (error) => {
    if (!left(String(error))) errors.push(String(error));
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') elsewhere.push(request.url());
  });
  return { errors, elsewhere };
}
