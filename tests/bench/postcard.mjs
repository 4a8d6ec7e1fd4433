// The few messages of crates/protocol that a benchmark needs, as postcard writes them: integers as
// LEB128, floats little endian, texts with their length in front, enums by their variant's number.
// The numbers are those of `Command` and `Report`, in the order of their declaration.

const COMMAND = { start: 0, setNetwork: 1, loadData: 2, train: 6, pause: 7, step: 8, stop: 9, watch: 12 };
const REPORT = [
  'Ready', 'Device', 'DataFound', 'Network', 'DataProgress', 'Data', 'DataFailed', 'Samples', 'Compiling',
  'Running', 'Telemetry', 'Epoch', 'Paused', 'Stopped', 'Finished', 'Testing', 'Tested', 'WasReset', 'Maps',
  'Classified', 'Checkpoint', 'Restored', 'Failed', 'Untimed', 'Calibrated', 'Rehearsed', 'Kept',
  'Compared',
];
export const DEVICE = { auto: 0, cpu: 1, gpu: 2 };
const ADAM = 2;

class Writer {
  bytes = [];
  int(value) {
    let rest = value;
    while (rest > 127) {
      this.bytes.push((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    this.bytes.push(rest);
    return this;
  }
  text(value) {
    const encoded = new TextEncoder().encode(value);
    this.int(encoded.length);
    for (const byte of encoded) this.bytes.push(byte);
    return this;
  }
  double(value) {
    this.bytes.push(...new Uint8Array(new Float64Array([value]).buffer));
    return this;
  }
  config({ batch, epochs }) {
    return this.int(ADAM).double(1e-3).int(batch).int(epochs).int(1);
  }
  done() {
    return new Uint8Array(this.bytes);
  }
}

class Reader {
  at = 0;
  constructor(bytes) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  int() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.view.getUint8(this.at++);
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
  float() {
    this.at += 4;
    return this.view.getFloat32(this.at - 4, true);
  }
  double() {
    this.at += 8;
    return this.view.getFloat64(this.at - 8, true);
  }
  text() {
    const length = this.int();
    this.at += length;
    return new TextDecoder().decode(new Uint8Array(this.view.buffer, this.view.byteOffset + this.at - length, length));
  }
}

const request = (seq, command) => new Writer().int(seq).int(command);

export const commands = {
  start: (seq, device) => request(seq, COMMAND.start).int(device).int(0).done(),
  setNetwork: (seq, document) =>
    request(seq, COMMAND.setNetwork).text(document).int(1).int(1).int(1).done(),
  synthetic: (seq) => request(seq, COMMAND.loadData).int(0).done(),
  train: (seq, config) => request(seq, COMMAND.train).config(config).done(),
  step: (seq, config) => request(seq, COMMAND.step).config(config).done(),
  stop: (seq) => request(seq, COMMAND.stop).done(),
  // The first test picture.
  watch: (seq) => request(seq, COMMAND.watch).int(1).int(0).int(1).int(0).done(),
};

export function report(bytes) {
  const reader = new Reader(bytes);
  reader.int();
  const kind = REPORT[reader.int()];
  const rest = {};
  if (kind === 'Telemetry') {
    for (const name of ['epoch', 'batch', 'batches', 'step']) rest[name] = reader.int();
    for (const name of ['loss', 'accuracy', 'imagesPerSecond']) rest[name] = reader.float();
    rest.elapsed = reader.double();
  } else if (kind === 'Data') {
    rest.key = reader.text();
    for (let left = reader.int(); left > 0; left -= 1) reader.text();
    for (let at = 0; at < 6; at += 1) reader.int();
    rest.complete = reader.int() === 1;
  } else if (kind === 'Compiling') {
    rest.pipelines = reader.int();
  } else if (kind === 'Failed' || kind === 'DataFailed') {
    const text = new TextDecoder().decode(bytes).replace(/[^\x20-\x7e]+/g, ' ');
    rest.message = text.trim();
  }
  return { kind, ...rest };
}
