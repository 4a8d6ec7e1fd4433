// Filtro's own worker with the counters in front of it. The address of the engine's script and
// whether to stub the GPU come with the worker's own address.
import { counts, install } from './count.mjs';

const options = new URL(self.location.href).searchParams;
if (options.has('count')) install({ stub: options.get('count') === 'stub' });
const asked = new BroadcastChannel(options.get('channel'));
asked.onmessage = ({ data }) => {
  if (data === 'counts?') asked.postMessage({ ...counts });
};
await import(options.get('script'));
asked.postMessage('imported');
