// Screenshots made small: a PNG of full colors becomes one with a palette of 256.
// Reads what Chromium writes (8 bits per channel, no alpha, not interlaced) and nothing else.
import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLORS = 256;
/** So many are taken as they are: surfaces, lines and texts. */
const MOST_FREQUENT = 96;
/** Further ones must differ so much from all taken, squared, that small marks in rare colors keep them. */
const APART = 16 ** 2;
const CHANNELS = 3;

/** The same picture with a palette. Flat surfaces stay as they are; mixed edges move to the nearest color. */
export function withPalette(file) {
  const { width, height, pixels } = decode(file);
  const colorAt = (at) => pixels[at] << 16 | pixels[at + 1] << 8 | pixels[at + 2];
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += CHANNELS) counts.set(colorAt(at), (counts.get(colorAt(at)) ?? 0) + 1);
  // Equally frequent ones in a fixed order: the same screen gives the same bytes.
  const palette = choose([...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([color]) => color));
  const indices = new Map([...counts.keys()].map((color) => [color, nearest(palette, color)]));
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = indices.get(colorAt((y * width + x) * CHANNELS));
    }
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap((color) => [color >> 16, color >> 8 & 255, color & 255]))),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** From colors by falling frequency. */
function choose(colors) {
  const palette = colors.slice(0, MOST_FREQUENT);
  for (const color of colors.slice(MOST_FREQUENT)) {
    if (palette.length === MOST_COLORS) break;
    if (distance(palette[nearest(palette, color)], color) >= APART) palette.push(color);
  }
  return palette;
}

function nearest(palette, color) {
  let best = 0;
  for (let index = 1; index < palette.length; index += 1) {
    if (distance(palette[index], color) < distance(palette[best], color)) best = index;
  }
  return best;
}

function distance(one, other) {
  const [red, green, blue] = [16, 8, 0].map((shift) => (one >> shift & 255) - (other >> shift & 255));
  return red * red + green * green + blue * blue;
}

function decode(file) {
  const chunks = { IHDR: [], IDAT: [] };
  for (let at = SIGNATURE.length; at < file.length;) {
    const length = file.readUInt32BE(at);
    chunks[file.toString("latin1", at + 4, at + 8)]?.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const [header] = chunks.IHDR;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (header[8] !== 8 || header[9] !== 2 || header[12] !== 0) throw new Error("not a PNG as Chromium writes it");
  const rows = inflateSync(Buffer.concat(chunks.IDAT));
  return { width, height, pixels: unfiltered(rows, width * CHANNELS, height) };
}

/** Undoes the prediction that each row of a PNG begins with the number of. */
function unfiltered(rows, stride, height) {
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x >= CHANNELS ? pixels[at - CHANNELS] : 0;
      const above = y > 0 ? pixels[at - stride] : 0;
      const corner = x >= CHANNELS && y > 0 ? pixels[at - stride - CHANNELS] : 0;
      const predicted = [0, left, above, left + above >> 1, paeth(left, above, corner)][filter];
      pixels[at] = rows[y * (stride + 1) + 1 + x] + predicted & 255;
    }
  }
  return pixels;
}

function paeth(left, above, corner) {
  const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
