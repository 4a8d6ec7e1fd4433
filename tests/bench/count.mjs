// Counts what a WebGPU user asks of the device and, where told so, takes the device's work away:
// every dispatch becomes one of no workgroups, so that what remains is the cost on the CPU.
// Works on a page and in a worker.

export const counts = { dispatches: 0, pipelines: 0, submits: 0 };

export function install({ stub }) {
  const wrap = (type, name, before) => {
    if (!type) return;
    const original = type.prototype[name];
    type.prototype[name] = function (...args) {
      return original.apply(this, before(args) ?? args);
    };
  };
  wrap(globalThis.GPUComputePassEncoder, 'dispatchWorkgroups', () => {
    counts.dispatches += 1;
    return stub ? [0, 0, 0] : undefined;
  });
  const indirect = globalThis.GPUComputePassEncoder?.prototype;
  if (indirect) {
    const original = indirect.dispatchWorkgroupsIndirect;
    indirect.dispatchWorkgroupsIndirect = function (...args) {
      counts.dispatches += 1;
      return stub ? this.dispatchWorkgroups(0, 0, 0) : original.apply(this, args);
    };
  }
  const pipeline = () => { counts.pipelines += 1; };
  wrap(globalThis.GPUDevice, 'createComputePipeline', pipeline);
  wrap(globalThis.GPUDevice, 'createComputePipelineAsync', pipeline);
  wrap(globalThis.GPUQueue, 'submit', () => { counts.submits += 1; });
}
