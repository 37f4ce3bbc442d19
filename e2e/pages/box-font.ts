// A font in which every letter is a box, so that a page looks the same to the pixel on machines with different fonts.
// Built here, byte by byte, as OpenType wants it; it has no letter of anyone's.
import { type Page } from "@playwright/test";

const EM = 1_000;
const [ASCENT, DESCENT] = [880, -120];
/** Advance and box of each glyph: unknown, Latin, space, Japanese. */
const GLYPHS = [
  { advance: EM, box: [80, 0, 920, 760] }, { advance: 550, box: [60, 0, 490, 700] }, { advance: 300, box: null },
  { advance: EM, box: [60, -40, 940, 800] },
];
/** Which glyph a range of letters has. */
const RANGES = [
  [0x20, 0x20, 2], [0x21, 0x9f, 1], [0xa0, 0xa0, 2], [0xa1, 0x2fff, 1], [0x3000, 0x3000, 2], [0x3001, 0x10fffd, 3],
];

const u16 = (...values: number[]) => Buffer.concat(values.map((value) => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value & 0xffff);
  return bytes;
}));
const u32 = (...values: number[]) => Buffer.concat(values.map((value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}));

function outline(box: number[] | null): Buffer {
  if (!box) return Buffer.alloc(0);
  const [left, bottom, right, top] = box;
  const corners = Buffer.concat([
    u16(1, left, bottom, right, top, 3, 0), Buffer.from([1, 1, 1, 1]),
    u16(left, 0, right - left, 0), u16(bottom, top - bottom, 0, bottom - top),
  ]);
  return Buffer.concat([corners, Buffer.alloc(-corners.length & 3)]);
}

function names(): Buffer {
  const texts = ["Boxes", "Regular", "Boxes", "Boxes", "1", "Boxes"].map((text) => Buffer.from(text, "utf16le").swap16());
  let at = 0;
  const records = texts.map((text, index) => {
    const record = u16(3, 1, 0x409, index + 1, text.length, at);
    at += text.length;
    return record;
  });
  return Buffer.concat([u16(0, texts.length, 6 + 12 * texts.length), ...records, ...texts]);
}

function tables(): Record<string, Buffer> {
  const outlines = GLYPHS.map(({ box }) => outline(box));
  const offsets = [0];
  for (const { length } of outlines) offsets.push(offsets[offsets.length - 1] + length);
  const letters = Buffer.concat([u16(13, 0), u32(16 + 12 * RANGES.length, 0, RANGES.length), ...RANGES.map((range) => u32(...range))]);
  return {
    "OS/2": Buffer.concat([
      u16(4, EM, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 260, 0), Buffer.alloc(10), u32(0, 0, 0, 0),
      Buffer.from("    "), u16(0x40, 0x20, 0xffff, ASCENT, DESCENT, 0, ASCENT, -DESCENT), u32(0, 0), u16(500, 700, 0, 0x20, 1),
    ]),
    cmap: Buffer.concat([u16(0, 1, 3, 10), u32(12), letters]),
    glyf: Buffer.concat(outlines),
    head: Buffer.concat([
      u32(0x10000, 0x10000, 0, 0x5f0f3cf5), u16(0x0b, EM), u32(0, 0, 0, 0), u16(0, DESCENT, EM, ASCENT, 0, 8, 2, 1, 0),
    ]),
    hhea: Buffer.concat([u32(0x10000), u16(ASCENT, DESCENT, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, GLYPHS.length)]),
    hmtx: Buffer.concat(GLYPHS.map(({ advance, box }) => u16(advance, box?.[0] ?? 0))),
    loca: u32(...offsets),
    maxp: Buffer.concat([u32(0x10000), u16(GLYPHS.length, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)]),
    name: names(),
    post: Buffer.concat([u32(0x30000, 0), u16(-100, 50), u32(0, 0, 0, 0, 0)]),
  };
}

function checksum(bytes: Buffer): number {
  const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = sum + padded.readUInt32BE(at) >>> 0;
  return sum;
}

/** The font's file. */
function boxFont(): Buffer {
  const all = Object.entries(tables());
  const log = Math.floor(Math.log2(all.length));
  const header = Buffer.concat([u32(0x10000), u16(all.length, 16 << log, log, (all.length - (1 << log)) * 16)]);
  let at = header.length + 16 * all.length;
  const [directory, bodies]: Buffer[][] = [[], []];
  for (const [tag, body] of all) {
    directory.push(Buffer.from(tag), u32(checksum(body), at, body.length));
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    bodies.push(padded);
    at += padded.length;
  }
  return Buffer.concat([header, ...directory, ...bodies]);
}

/** From before the first script on, every text of the page is written in boxes, those on the maps included. */
export async function writeInBoxes(page: Page) {
  // Charts are made beside the page, where this font is not: there widths are estimated, as where there is no font at all.
  await page.route(/\/sts-atlas-instruments_loader\.js$/, async (route) => {
    const loader = await route.fetch();
    await route.fulfill({ response: loader, body: `delete self.OffscreenCanvas;\n${await loader.text()}` });
  });
  await page.addInitScript((font) => {
    const bytes = Uint8Array.from(atob(font), (letter) => letter.charCodeAt(0));
    document.fonts.add(new FontFace("Boxes", bytes.buffer));
    const sheet = new CSSStyleSheet();
    // Geometric precision: widths as the font has them, whatever a machine does to make letters crisp.
    sheet.replaceSync(`
      :root { --sans: Boxes !important; --mono: Boxes !important; }
      * { font-family: Boxes !important; text-rendering: geometricPrecision !important; }
    `);
    document.adoptedStyleSheets = [sheet];
    for (const draw of ["fillText", "strokeText"] as const) {
      const original = CanvasRenderingContext2D.prototype[draw];
      CanvasRenderingContext2D.prototype[draw] = function (...words) {
        this.textRendering = "geometricPrecision";
        return original.apply(this, words);
      };
    }
  }, boxFont().toString("base64"));
}
