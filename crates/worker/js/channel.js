// The worker's end of the channel and its last words.

export function listen(handler) {
  self.onmessage = (event) => handler(event.data);
}

// `message` is [header, ...attachments]; the buffers of all of them are moved.
export function post(message) {
  self.postMessage(message, message.map((part) => part.buffer ?? part));
}

const { port1, port2 } = new MessageChannel();
let waiting = [];
port1.onmessage = () => {
  const all = waiting;
  waiting = [];
  for (const resolve of all) resolve();
};

// Resolves in a later task: messages, timers and streams get their turn first.
export function turn() {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) port2.postMessage(null);
  });
}

export function rest(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

// A failed allocation aborts the engine without a word: its message is made beforehand, and sent
// when an allocation is known to have failed and the engine then trapped.
let exhausted = false;
let lastWords = null;

export function prepareLastWords(header) {
  lastWords = header;
}

export function memoryExhausted() {
  exhausted = true;
}

function onTrap(reason) {
  if (exhausted && lastWords && reason instanceof WebAssembly.RuntimeError) {
    self.postMessage([lastWords]);
    lastWords = null;
  }
}

self.addEventListener('error', (event) => onTrap(event.error));
self.addEventListener('unhandledrejection', (event) => {
  onTrap(event.reason);
  // A lost promise is no `error` event for the page: make it one.
  setTimeout(() => { throw event.reason; });
});
