// Trains the same network in TensorFlow.js, the way that flatters it most: batches uploaded
// beforehand, no callback, no metric, the loss read only every few steps.
import { counts, install } from './count.mjs';

const READ_EVERY = 4;
const script = (src) => new Promise((resolve, reject) => {
  const element = Object.assign(document.createElement('script'), { src, onload: resolve });
  element.onerror = () => reject(new Error(`cannot load ${src}`));
  document.head.append(element);
});

function network(tf) {
  const { layers } = tf;
  const conv = (filters, first) => layers.conv2d({
    filters, kernelSize: 3, padding: 'same', activation: 'relu', ...(first && { inputShape: [32, 32, 3] }),
  });
  const pool = () => layers.maxPooling2d({ poolSize: 2 });
  return tf.sequential({
    layers: [
      conv(32, true), pool(), conv(32), pool(), conv(64), pool(), layers.flatten(),
      layers.dense({ units: 128, activation: 'relu' }), layers.dense({ units: 10 }),
    ],
  });
}

// { backend: 'webgpu' | 'webgl' | 'cpu', count, seconds, batch }
export async function run({ backend, count, seconds, batch }) {
  if (count) install({ stub: count === 'stub' });
  await script('/tfjs/tf.min.js');
  await script('/tfjs-webgpu/tf-backend-webgpu.min.js');
  const { tf } = globalThis;
  const started = performance.now();
  if (!(await tf.setBackend(backend))) throw new Error(`no backend ${backend}`);
  await tf.ready();
  const startMs = performance.now() - started;
  const model = network(tf);
  if (model.countParams() !== 161_130) throw new Error(`another network: ${model.countParams()} parameters`);
  const optimizer = tf.train.adam(1e-3);
  const batches = Array.from({ length: 4 }, () => ({
    x: tf.randomNormal([batch, 32, 32, 3]),
    y: tf.oneHot(tf.randomUniform([batch], 0, 10, 'int32'), 10),
  }));
  let at = 0;
  const step = () => {
    const { x, y } = batches[at++ % batches.length];
    return optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y, model.apply(x, { training: true })), true);
  };
  const read = async (loss) => {
    await loss.data();
    loss.dispose();
  };
  const begin = performance.now();
  await read(step());
  const firstStepMs = performance.now() - begin;
  const firstPipelines = counts.pipelines;
  await read(step());
  const before = { ...counts };
  await read(step());
  const after = { ...counts };
  const end = performance.now() + seconds * 1000;
  const warm = performance.now() + seconds * 333;
  let [steps, mark] = [0, performance.now()];
  while (performance.now() < end) {
    for (let left = READ_EVERY; left > 1; left -= 1) step().dispose();
    await read(step());
    if (performance.now() < warm) [steps, mark] = [0, performance.now()];
    else steps += READ_EVERY;
  }
  const ms = performance.now() - mark;
  return {
    imagesPerSecond: (steps * batch) / (ms / 1000),
    msPerStep: ms / steps,
    steps,
    startMs,
    firstStepMs,
    ...(count && {
      dispatches: after.dispatches - before.dispatches,
      submits: after.submits - before.submits,
      pipelines: after.pipelines,
      firstPipelines,
    }),
  };
}
