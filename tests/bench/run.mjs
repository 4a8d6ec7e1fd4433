// Filtro's engine and TensorFlow.js train the same network in the same Chromium, one after the
// other: `node run.mjs DIST [--seconds N] [--batch N] [--only NAME,NAME] [--json FILE]`. With
// `--predict` the page foretells what its templates take, and then trains them.
import { createServer } from 'node:http';
import { readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { extname, join, normalize, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { predict } from './predict.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '20' },
    batch: { type: 'string', default: '64' },
    only: { type: 'string' },
    json: { type: 'string' },
    predict: { type: 'boolean', default: false },
  },
});
const here = fileURLToPath(new URL('.', import.meta.url));
const dist = resolve(positionals[0] ?? join(here, '../../dist'));
const roots = {
  '/bench/': here,
  '/tfjs/': join(here, 'node_modules/@tensorflow/tfjs/dist'),
  '/tfjs-webgpu/': join(here, 'node_modules/@tensorflow/tfjs-backend-webgpu/dist'),
  '/': dist,
};
const types = {
  '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm',
  '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml',
};
const EMPTY = '<!doctype html><html lang="en"><title>Benchmark</title>';

const server = createServer(async ({ url }, response) => {
  const { pathname } = new URL(url, 'http://localhost');
  if (pathname === '/bench/') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(EMPTY);
    return;
  }
  const [prefix, root] = Object.entries(roots).find(([start]) => pathname.startsWith(start));
  const path = normalize(join(root, pathname.slice(prefix.length) || 'index.html'));
  try {
    if (!path.startsWith(normalize(root))) throw new Error('outside');
    const body = await readFile(path);
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
const origin = `http://127.0.0.1:${server.address().port}`;

const executablePath = [process.env.FILTRO_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  .find((path) => path && existsSync(path));
if (!executablePath) throw new Error('no Chromium found: set FILTRO_CHROMIUM to its path');
const args = [
  '--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--no-first-run', '--disable-quic', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader',
  '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
];

const seconds = Number(values.seconds);
const batch = Number(values.batch);
const document = await readFile(join(here, '../fixtures/networks/cnn3-cifar.json'), 'utf8');
const filtro = (device, count, watched) => (
  { module: '/bench/filtro.mjs', options: { device, count, watched, seconds, batch, document } });
const tfjs = (backend, count) => ({ module: '/bench/tfjs.mjs', options: { backend, count, seconds, batch } });
const chosen = values.only?.split(',').map((name) => name.trim());
if (values.predict) {
  const launch = () => chromium.launch({ executablePath, args });
  const rows = await predict({ launch, origin, dist, only: chosen, patience: seconds });
  server.close();
  if (values.json) await writeFile(values.json, `${JSON.stringify({ date: new Date().toISOString(), rows }, null, 2)}\n`);
  process.exit(rows.some((row) => row.error) ? 1 : 0);
}
const all = {
  'Filtro, CPU': filtro('cpu'),
  'Filtro, CPU, watched': filtro('cpu', undefined, true),
  'Filtro, WebGPU': filtro('gpu'),
  'TensorFlow.js, webgpu': tfjs('webgpu'),
  'TensorFlow.js, webgl': tfjs('webgl'),
  'TensorFlow.js, cpu': tfjs('cpu'),
  'Filtro, WebGPU stubbed': filtro('gpu', 'stub'),
  'TensorFlow.js, webgpu stubbed': tfjs('webgpu', 'stub'),
};
const results = {};
for (const [name, { module, options }] of Object.entries(all)) {
  if (chosen && !chosen.some((part) => name.toLowerCase().includes(part.toLowerCase()))) continue;
  // A browser each: nothing of one run weighs on the next.
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    if (process.env.FILTRO_BENCH_LOG) page.on('console', (message) => console.error(`  ${name}: ${message.text()}`));
    await page.goto(`${origin}/bench/`);
    const work = page.evaluate(async ([path, given]) => (await import(path)).run(given), [module, options]);
    const limit = new Promise((_, fail) => {
      setTimeout(() => fail(new Error('no end after 5 minutes')), 300_000).unref();
    });
    results[name] = await Promise.race([work, limit]);
  } catch (error) {
    results[name] = { error: String(error.message ?? error).split('\n')[0] };
  } finally {
    await browser.close();
  }
  console.error(`${name}: done`);
}
server.close();

const number = (value, digits = 1) => (value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits));
const rows = Object.entries(results).map(([name, it]) => (it.error
  ? [name, it.error]
  : [name, number(it.imagesPerSecond), number(it.msPerStep), String(it.steps), number(it.firstStepMs, 0),
    it.dispatches === undefined ? '' : String(it.dispatches), it.pipelines === undefined ? '' : String(it.pipelines),
    number(it.stopMs, 0)]));
const head = ['cnn3, Adam, batch ' + batch, 'images/s', 'ms/step', 'steps', 'first step ms', 'dispatches/step', 'pipelines', 'stop ms'];
const widths = head.map((title, at) => Math.max(title.length, ...rows.filter((row) => row.length > 2).map((row) => (row[at] ?? '').length)));
widths[0] = Math.max(...[head, ...rows].map((row) => row[0].length));
for (const row of [head, ...rows]) {
  console.log(row.map((cell, at) => (at === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[at]))).join('  '));
}
const speed = (name) => results[name]?.imagesPerSecond;
const peers = ['webgpu', 'webgl', 'cpu'].map((backend) => speed(`TensorFlow.js, ${backend}`)).filter(Boolean);
if (speed('Filtro, CPU') && peers.length) {
  console.log(`CPU against the best of TensorFlow.js: ${number(speed('Filtro, CPU') / Math.max(...peers))} ×`);
}
if (speed('Filtro, WebGPU') && speed('TensorFlow.js, webgpu')) {
  console.log(`WebGPU against TensorFlow.js on the same adapter: ${number(speed('Filtro, WebGPU') / speed('TensorFlow.js, webgpu'), 2)} ×`);
}
if (speed('Filtro, CPU') && speed('Filtro, CPU, watched')) {
  const cost = 1 - speed('Filtro, CPU, watched') / speed('Filtro, CPU');
  const rate = number(results['Filtro, CPU, watched'].mapsPerSecond);
  console.log(`Feature maps ${rate} times a second cost ${number(cost * 100)} % of training`);
}
if (values.json) await writeFile(values.json, `${JSON.stringify({ date: new Date().toISOString(), batch, seconds, results }, null, 2)}\n`);
if (Object.values(results).some((it) => it.error)) process.exitCode = 1;
