// Small data sets in CIFAR-10's official binary layout, made on the spot.
import { gzipSync } from 'node:zlib';

const SIDE = 32;
const PLANE = SIDE * SIDE;
const CLASSES = [
  'airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck',
];

// Pictures that can be learnt: the class sets the colour and the direction of the stripes.
export function batch(count, first = 0) {
  const bytes = Buffer.alloc(count * (1 + 3 * PLANE));
  let at = 0;
  for (let number = first; number < first + count; number += 1) {
    const label = number % CLASSES.length;
    bytes[at] = label;
    at += 1;
    for (let channel = 0; channel < 3; channel += 1) {
      for (let place = 0; place < PLANE; place += 1) {
        const [row, column] = [Math.floor(place / SIDE), place % SIDE];
        const wave = label % 2 ? row : column;
        const light = ((label >> channel) & 1 ? 150 : 60) + 60 * Math.sin((wave + number) * (0.3 + 0.1 * label));
        bytes[at] = Math.max(0, Math.min(255, Math.round(light)));
        at += 1;
      }
    }
  }
  return bytes;
}

function header(name, size) {
  const block = Buffer.alloc(512);
  block.write(name, 0, 'ascii');
  block.write('0000644\0', 100, 'ascii');
  block.write('0000000\0', 108, 'ascii');
  block.write('0000000\0', 116, 'ascii');
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'ascii');
  block.write('00000000000\0', 136, 'ascii');
  block.write('        ', 148, 'ascii');
  block.write('0', 156, 'ascii');
  block.write('ustar\0' + '00', 257, 'ascii');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'ascii');
  return block;
}

export function tar(files) {
  const parts = Object.entries(files).flatMap(([name, bytes]) => [
    header(name, bytes.length), bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

// `cifar-10-binary.tar.gz` with `train` pictures in each of five batches and `test` pictures.
export function archive({ train = 60, test = 60 } = {}) {
  const folder = 'cifar-10-batches-bin';
  const files = { [`${folder}/batches.meta.txt`]: Buffer.from(`${CLASSES.join('\n')}\n`) };
  for (let number = 1; number <= 5; number += 1) {
    files[`${folder}/data_batch_${number}.bin`] = batch(train, number * train);
  }
  files[`${folder}/test_batch.bin`] = batch(test);
  return gzipSync(tar(files));
}

export const ARCHIVE = 'cifar-10-binary.tar.gz';
