// Trained weights for the next visit, in IndexedDB: small notes in one store, bytes in the other.
// Each visit of each tab has an entry of its own, so that tabs never write over each other's; the
// oldest entries go when the budget is used up. Whatever the browser refuses rejects.
const DATABASE = 'filtro.weights.1';
const NOTES = 'notes';
const BYTES = 'bytes';
const MOST = 64;

let opening;
function database(factory) {
  opening ??= new Promise((resolve, reject) => {
    // Where it is forbidden it throws here, and that rejects.
    const request = factory.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(NOTES, { keyPath: 'key' });
      request.result.createObjectStore(BYTES);
    };
    request.onblocked = () => reject(new Error('blocked'));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const found = request.result;
      const forget = () => { opening = undefined; };
      found.onclose = forget;
      found.onversionchange = () => { found.close(); forget(); };
      resolve(found);
    };
  });
  opening.catch(() => { opening = undefined; });
  return opening;
}

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// The newest entry of a network of this structure, first of all the one of the key `before`;
// nothing where that says that its weights were left.
export async function find(factory, structure, before) {
  const store = await database(factory);
  const work = store.transaction([NOTES, BYTES]);
  const all = (await answer(work.objectStore(NOTES).getAll()))
    .filter((note) => note.structure === structure)
    .sort((one, other) => other.when - one.when);
  const note = all.find(({ key }) => key === before) ?? all[0];
  if (!note?.size) return undefined;
  const bytes = await answer(work.objectStore(BYTES).get(note.key));
  return bytes && [note.record, bytes];
}

let waiting;
let writing;

// Puts this visit's entry, of the key `mine`, in place: the newest of several that come while one
// is being written. True if it is there, false where it is larger than the budget.
export async function keep(factory, mine, structure, record, bytes, budget) {
  const size = bytes?.byteLength ?? 0;
  if (size > budget) return false;
  waiting = { mine, structure, record, bytes, size, budget };
  while (writing) await writing.catch(() => {});
  if (!waiting) return true;
  const entry = waiting;
  waiting = undefined;
  writing = write(factory, entry).finally(() => { writing = undefined; });
  await writing;
  return true;
}

async function write(factory, { mine, structure, record, bytes, size, budget }) {
  const store = await database(factory);
  const work = store.transaction([NOTES, BYTES], 'readwrite');
  const done = new Promise((resolve, reject) => {
    work.oncomplete = resolve;
    work.onabort = () => reject(work.error ?? new Error('aborted'));
  });
  const [notes, contents] = [work.objectStore(NOTES), work.objectStore(BYTES)];
  notes.getAll().onsuccess = ({ target }) => {
    const others = target.result.filter(({ key }) => key !== mine).sort((one, other) => one.when - other.when);
    let total = others.reduce((sum, note) => sum + note.size, size);
    while (others.length && (total > budget || others.length >= MOST)) {
      const oldest = others.shift();
      total -= oldest.size;
      notes.delete(oldest.key);
      contents.delete(oldest.key);
    }
    notes.put({ key: mine, structure, record, size, when: Date.now() });
    if (size) contents.put(bytes, mine);
    else contents.delete(mine);
  };
  await done;
}
