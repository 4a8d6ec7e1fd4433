// Starts the engine. The first message from the page is the engine's compiled WebAssembly.Module;
// anything else makes this worker fetch the code by itself. From then on the engine's own handler
// listens; it speaks first (`Ready`).
import init from './filtro-worker.js';

self.onmessage = (event) => {
  self.onmessage = null;
  const { data } = event;
  init(data instanceof WebAssembly.Module ? { module_or_path: data } : undefined).catch((error) => {
    // Thrown outside the promise, it reaches the page's `error` handler.
    setTimeout(() => { throw error; });
  });
};
