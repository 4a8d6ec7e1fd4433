// Trains in Filtro's worker, on a page of its own.
import { DEVICE, commands, report } from './postcard.mjs';

async function engine() {
  const page = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html');
  const meta = page.querySelector('meta[name=filtro-worker]');
  const absolute = (path) => new URL(path, new URL('/', location.href)).href;
  return { script: absolute(meta.content), wasm: absolute(meta.dataset.wasm) };
}

// { device: 'cpu' | 'gpu', count: undefined | 'real' | 'stub', watched, seconds, batch, document };
// watched: with feature maps and filters of a picture sent all the while, as the page wants them.
export async function run({ device, count, watched, seconds, batch, document }) {
  const { script, wasm } = await engine();
  const started = performance.now();
  const module = await WebAssembly.compileStreaming(fetch(wasm));
  const channel = `counts-${Math.random()}`;
  const counter = new BroadcastChannel(channel);
  const heard = () => new Promise((resolve) => counter.addEventListener('message', ({ data }) => resolve(data), { once: true }));
  const imported = heard();
  const query = new URLSearchParams({ script, channel, ...(count && { count }) });
  const worker = new Worker(`/bench/filtro-worker.mjs?${query}`, { type: 'module' });
  let wanted = [];
  const reports = [];
  const dead = (text) => { for (const { reject } of wanted) reject(new Error(text)); };
  worker.onerror = (event) => dead(`the worker failed: ${event.message}`);
  worker.onmessage = ({ data: [header] }) => {
    const now = { ...report(header), time: performance.now() };
    reports.push(now);
    if (now.kind === 'Failed') return dead(`the engine failed: ${now.message}`);
    wanted = wanted.filter(({ test, resolve }) => !test(now) || resolve(now));
  };
  const until = (test) => new Promise((resolve, reject) => wanted.push({ test, resolve, reject }));
  const kind = (name) => until((it) => it.kind === name);
  let seq = 0;
  const send = (name, ...rest) => worker.postMessage([commands[name](++seq, ...rest)]);
  const ask = () => {
    const answer = heard();
    counter.postMessage('counts?');
    return answer;
  };

  await imported;
  const ready = kind('Ready');
  worker.postMessage(module);
  await ready;
  const opened = kind('Device');
  send('start', DEVICE[device]);
  await opened;
  const startMs = performance.now() - started;
  const built = kind('Network');
  send('setNetwork', document);
  await built;
  const loaded = until((it) => it.kind === 'Data' && it.complete);
  send('synthetic');
  await loaded;

  const config = { batch, epochs: 10_000 };
  const begin = performance.now();
  let paused = kind('Paused');
  send('step', config);
  await paused;
  const firstStepMs = performance.now() - begin;
  const firstCounts = await ask();
  paused = kind('Paused');
  send('step', config);
  await paused;
  const before = await ask();
  paused = kind('Paused');
  send('step', config);
  await paused;
  const after = await ask();

  if (watched) {
    const shown = kind('Maps');
    send('watch');
    await shown;
  }
  reports.length = 0;
  const over = new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });
  const failed = until(() => false);
  failed.catch(() => {});
  send('train', config);
  await Promise.race([over, failed]);
  const seen = reports.filter((it) => it.kind === 'Telemetry');
  const ended = kind('Stopped');
  const asked = performance.now();
  send('stop');
  await ended;
  const stopMs = performance.now() - asked;
  worker.terminate();
  counter.close();
  // The first third warms up. Elapsed time counts validation too, so the speed is over epochs as
  // they are; the best stretch between two reports of one epoch is training alone.
  const steady = seen.slice(Math.floor(seen.length / 3));
  const stretches = steady.slice(1)
    .map((now, at) => [steady[at], now])
    .filter(([old, now]) => now.epoch === old.epoch && now.step > old.step);
  const steps = stretches.reduce((sum, [old, now]) => sum + now.step - old.step, 0);
  const ms = stretches.reduce((sum, [old, now]) => sum + now.elapsed - old.elapsed, 0);
  return {
    imagesPerSecond: (steps * batch) / (ms / 1000),
    msPerStep: ms / steps,
    steps,
    startMs,
    firstStepMs,
    stopMs,
    ...(watched && { mapsPerSecond: reports.filter((it) => it.kind === 'Maps').length / seconds }),
    ...(count && {
      dispatches: after.dispatches - before.dispatches,
      submits: after.submits - before.submits,
      pipelines: after.pipelines,
      firstPipelines: firstCounts.pipelines,
    }),
  };
}
