// A PNG of any size, made on the spot.
import { deflateSync } from 'node:zlib';

function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (value ^ 0xffffffff) >>> 0;
}

function chunk(kind, content) {
  const body = Buffer.concat([Buffer.from(kind, 'ascii'), content]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(content.length, 0);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(crc(body), body.length + 4);
  return bytes;
}

// `colour(x, y)` gives [red, green, blue].
export function png(width, height, colour) {
  const rows = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(colour(x, y), y * (1 + 3 * width) + 1 + 3 * x);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([mark, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

// Sky above a sea: wider than high, so that the centre is cropped.
export const seascape = () => png(120, 80, (x, y) => (y < 40 ? [120, 170, 230] : [20, 60 + (x % 40), 120]));

// A JPEG file that begins with Exif, as cameras write it: `turned` says that it lies on its side.
export function photo(jpeg, turned = true) {
  // Big-endian TIFF with one entry: orientation (0x0112), a short: 6 is a quarter turn to the right.
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned ? 6 : 1, 0, 0, 0, 0, 0, 0];
  const exif = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff];
  const mark = [0xff, 0xe1, 0, exif.length + 2];
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([...mark, ...exif]), jpeg.subarray(2)]);
}
