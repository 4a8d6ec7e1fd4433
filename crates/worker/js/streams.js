// Bytes of files, of the page's origin and of the browser's store, as they are stored. They are
// unpacked by `filtro_data::gzip`: the browser's own unpacker refuses some valid gzip files.

import { cache, space } from './services.js';

// A file is read in pieces of this many bytes.
const PIECE = 1 << 20;

function failure(kind, error) {
  return { kind, message: error?.message ?? String(error ?? '') };
}

async function* pieces(file) {
  for (let start = 0; start < file.size; start += PIECE) {
    yield new Uint8Array(await file.slice(start, start + PIECE).arrayBuffer());
  }
}

async function* chunks(body) {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Also when the reading is given up midway.
    reader.cancel().catch(() => {});
  }
}

// A source that counts the bytes it hands out.
class Source {
  constructor(input, total) {
    this.input = input;
    this.total = total;
    this.done = 0;
  }

  // The next bytes; undefined at the end.
  async read() {
    let step;
    try {
      step = await this.input.next();
    } catch (error) {
      throw failure('unreadable', error);
    }
    if (step.done) return undefined;
    this.done += step.value.byteLength;
    return step.value;
  }

  cancel() {
    this.input.return?.().catch(() => {});
  }
}

export function openFile(file) {
  return new Source(pieces(file), file.size);
}

export async function openUrl(url) {
  let response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw failure('unreadable', error);
  }
  if (response.status === 404) throw failure('missing', url);
  if (!response.ok || !response.body) throw failure('unreadable', `${response.status} ${response.statusText}`);
  // The length is that of the file only if the server did not pack it for the way.
  const packed = response.headers.get('content-encoding');
  const length = packed ? null : Number(response.headers.get('content-length'));
  return new Source(chunks(response.body), length || undefined);
}

export async function fetchText(url) {
  const response = await fetch(url, { cache: 'no-cache' });
  return response.ok ? response.text() : undefined;
}

// The browser's store: one entry a name, under an address of this origin that nothing else has and
// that stays the same from one release of the worker to the next.
const STORE = 'filtro-data';
const address = (name) => `${self.location.origin}/filtro-kept/${name}`;

export async function isKept(name) {
  const store = await cache(STORE);
  return (await store?.match(address(name))) !== undefined;
}

export async function openKept(name) {
  let found;
  try {
    found = await (await cache(STORE))?.match(address(name));
  } catch (error) {
    throw failure('unreadable', error);
  }
  if (!found?.body) throw failure('missing', name);
  return new Source(chunks(found.body), Number(found.headers.get('content-length')) || undefined);
}

// Stores what `pull` hands out piece by piece until it hands out nothing.
export async function keep(name, total, pull) {
  const store = await cache(STORE);
  if (!store) throw new Error('no store');
  const free = await space();
  if (free < total) throw new Error(`${free} bytes free, ${total} needed`);
  const body = new ReadableStream({
    pull(controller) {
      const piece = pull();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  }, { highWaterMark: 0 });
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(total) };
  await store.put(address(name), new Response(body, { headers }));
}

export async function forget(name) {
  await (await cache(STORE))?.delete(address(name));
}
