// What a browser may not have, may refuse or may run out of, asked in one place: every answer is
// `undefined` where it is not here. `cargo xtask rules` keeps the other files from asking by
// themselves.

function part(find) {
  try {
    return find() ?? undefined;
  } catch {
    // Site data is blocked, or this origin has none.
    return undefined;
  }
}

// Milliseconds since the worker started; of another clock where there is no better one.
export function now() {
  return globalThis.performance?.now() ?? Date.now();
}

export function gpu() {
  return part(() => navigator.gpu);
}

// The adapter; null where WebGPU has none, undefined where there is no WebGPU.
export async function adapter(options) {
  const found = gpu();
  if (!found) return undefined;
  try {
    return await found.requestAdapter(options);
  } catch {
    return null;
  }
}

// A cache of responses that stays from visit to visit.
export async function cache(name) {
  try {
    return await self.caches?.open(name);
  } catch {
    return undefined;
  }
}

// Bytes that the browser has left for this page.
export async function space() {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined ? undefined : Math.max(0, quota - usage);
  } catch {
    return undefined;
  }
}
