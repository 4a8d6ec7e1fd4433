// Bytes of files, of the page's origin and of the browser's store, unpacked on their way.

import { cache, gunzip as decompressor, space } from './services.js';

const GZIP = [0x1f, 0x8b];
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

// A source that counts the bytes as they are stored and hands them out unpacked, whatever the
// name says: what begins like gzip is gzip.
class Source {
  constructor(input, total) {
    this.input = input;
    this.total = total;
    this.done = 0;
    this.reader = null;
    this.pumped = null;
    this.started = false;
    this.trouble = null;
  }

  async take() {
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

  // The next unpacked bytes; undefined at the end.
  async read() {
    if (!this.started) {
      this.started = true;
      const first = await this.head();
      if (!first || first[0] !== GZIP[0] || first[1] !== GZIP[1]) return first;
      this.unpack(first);
    }
    if (!this.reader) return this.take();
    try {
      const { done, value } = await this.reader.read();
      return done ? undefined : value;
    } catch (error) {
      // The pump knows what it was.
      await this.pumped;
      throw this.trouble ?? failure('compression', error);
    }
  }

  // The first chunk, at least as long as gzip's mark where there is so much.
  async head() {
    let first = await this.take();
    while (first && first.byteLength < GZIP.length) {
      const more = await this.take();
      if (!more) break;
      const joined = new Uint8Array(first.byteLength + more.byteLength);
      joined.set(first);
      joined.set(more, first.byteLength);
      first = joined;
    }
    return first;
  }

  unpack(first) {
    const gunzip = decompressor();
    if (!gunzip) throw failure('unreadable', 'this browser cannot unpack gzip');
    const writer = gunzip.writable.getWriter();
    this.reader = gunzip.readable.getReader();
    // The reader learns of every failure; the writer's copies are nobody's business.
    writer.closed.catch(() => {});
    const pump = async () => {
      for (let chunk = first; chunk; chunk = await this.take()) {
        await writer.ready;
        await writer.write(chunk);
      }
      try {
        await writer.close();
      } catch (error) {
        // Everything was accepted, but the end is missing.
        this.trouble = failure('truncated', error);
      }
    };
    this.pumped = pump().catch((error) => {
      // A reader that has gone away leaves no error at all.
      this.trouble = error?.kind ? error : failure('compression', error);
      writer.abort(error).catch(() => {});
    });
  }

  cancel() {
    this.reader?.cancel().catch(() => {});
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
