// What the engine's GPU library lacks in a browser.

import { adapter as ask, gpu as find } from './services.js';

const POWER = 'high-performance';

function facts(adapter) {
  const { vendor, architecture, device, description, subgroupMinSize, subgroupMaxSize } = adapter.info ?? {};
  const fallback = adapter.info?.isFallbackAdapter ?? adapter.isFallbackAdapter ?? false;
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits ?? {};
  const buffer = Math.min(maxBufferSize ?? 0, maxStorageBufferBindingSize ?? 0) || undefined;
  return { vendor, architecture, device, description, subgroupMinSize, subgroupMaxSize, fallback, buffer };
}

// undefined: no WebGPU; null: no adapter; otherwise what is known of the adapter.
export async function findAdapter() {
  const adapter = await ask({ powerPreference: POWER });
  return adapter && facts(adapter);
}

// To be called once, before the engine asks for its device.
//
// - cubecl (0.11) panics where the adapter has no `timestamp-query`, although it never measures:
//   the feature is announced, and not asked for.
// - A software adapter's subgroups of 4 make cubecl unroll kernels until the GPU process dies of
//   them: `subgroups`, where given, is announced instead.
// - Nothing tells how far the first step's pipelines are, nor that the device is lost.
export function prepare(subgroups, onPipeline, onLost, onOutOfMemory) {
  const gpu = find();
  const requestAdapter = gpu.requestAdapter.bind(gpu);
  const define = (object, name, value) => Object.defineProperty(object, name, { value, configurable: true });

  const watch = (device) => {
    device.lost.then(({ reason, message }) => {
      if (reason !== 'destroyed') onLost(message || String(reason ?? ''));
    });
    device.addEventListener('uncapturederror', ({ error }) => {
      if (typeof GPUOutOfMemoryError !== 'undefined' && error instanceof GPUOutOfMemoryError) {
        onOutOfMemory(error.message);
      }
    });
    const create = device.createComputePipeline.bind(device);
    define(device, 'createComputePipeline', (descriptor) => {
      onPipeline();
      return create(descriptor);
    });
    return device;
  };

  define(gpu, 'requestAdapter', async (options) => {
    const adapter = await requestAdapter({ ...options, powerPreference: POWER });
    if (!adapter) return adapter;
    const real = adapter.features;
    const requestDevice = adapter.requestDevice.bind(adapter);
    define(adapter, 'features', new Set([...real, 'timestamp-query']));
    if (subgroups) {
      define(adapter, 'info', {
        ...facts(adapter),
        isFallbackAdapter: true,
        subgroupMinSize: subgroups,
        subgroupMaxSize: subgroups,
      });
    }
    define(adapter, 'requestDevice', async (descriptor) => {
      const requiredFeatures = [...(descriptor?.requiredFeatures ?? [])].filter((name) => real.has(name));
      return watch(await requestDevice({ ...descriptor, requiredFeatures }));
    });
    return adapter;
  });
}
