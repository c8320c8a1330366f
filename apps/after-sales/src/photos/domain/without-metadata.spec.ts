import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanPicture } from './without-metadata.js';

/** What must be found in no picture afterwards. */
const SECRET = 'GPS 41.0082N 28.9784E Ayşe';
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const text = (value: string): Buffer => Buffer.from(value, 'latin1');

const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};
/** 640 × 480, three components. */
const frame = segment(0xc0, hex('0801e0028003011100021101031101'));
const scanHead = segment(0xda, hex('03010002110311003f00'));
const jpeg = (...pieces: Buffer[]): Buffer => Buffer.concat([hex('ffd8'), ...pieces, hex('ffd9')]);

const exif = (order: 'II' | 'MM', orientation: number): Buffer => {
  const tiff =
    order === 'MM' ? hex('4d4d002a00000008000201120003000000010000') : hex('49492a00080000000200120103000100000000');
  const rest = Buffer.alloc(40);
  const all = Buffer.concat([tiff.subarray(0, 18), rest, text(SECRET)]);
  if (order === 'MM') all.writeUInt16BE(orientation, 18);
  else all.writeUInt16LE(orientation, 18);
  return segment(0xe1, Buffer.concat([text('Exif\0\0'), all]));
};

const pngChunk = (type: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, text(type), data, Buffer.alloc(4)]);
};
const png = (...chunks: Buffer[]): Buffer =>
  Buffer.concat([hex('89504e470d0a1a0a'), pngChunk('IHDR', hex('00000280000001e00806000000')), ...chunks]);
const pngEnd = pngChunk('IEND', Buffer.alloc(0));

const webpChunk = (type: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([text(type), length, data, Buffer.alloc(data.length % 2)]);
};
const webp = (...chunks: Buffer[]): Buffer => {
  const body = Buffer.concat(chunks);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length + 4);
  return Buffer.concat([text('RIFF'), size, text('WEBP'), body]);
};
const vp8x = (flags: number): Buffer =>
  webpChunk('VP8X', Buffer.concat([Buffer.from([flags, 0, 0, 0]), hex('7f0200df0100')]));

const cleaned = (bytes: Buffer): Buffer => {
  const clean = cleanPicture(bytes);
  if (!clean) throw new Error('refused');
  return clean.bytes;
};

/** Coded data: after each byte of ones stands a zero, as coders write it. */
const coded = fc
  .uint8Array({ minLength: 1, maxLength: 200 })
  .map((bytes) => Buffer.from([...bytes].flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte]))));
const secret = fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.concat([Buffer.from(bytes), text(SECRET)]));

describe('a picture that is kept', () => {
  it('is of a JPEG what is drawn, byte by byte, whatever else was written into it', () => {
    const metadata = fc
      .tuple(fc.constantFrom(0xe1, 0xe2, 0xe3, 0xed, 0xef, 0xfe), secret)
      .map(([marker, data]) => segment(marker, data));
    const drawn = fc.tuple(fc.constantFrom(0xdb, 0xc4, 0xdd), coded).map(([marker, data]) => segment(marker, data));
    const pieces = fc.array(
      fc.oneof(
        metadata.map((bytes) => [false, bytes] as const),
        drawn.map((bytes) => [true, bytes] as const),
      ),
    );
    fc.assert(
      fc.property(pieces, pieces, coded, coded, secret, (before, between, first, second, behind) => {
        const of = (all: typeof before, isKept: boolean): Buffer[] =>
          all.filter(([kept]) => kept || !isKept).map(([, bytes]) => bytes);
        const whole = (isKept: boolean): Buffer =>
          jpeg(...of(before, isKept), frame, scanHead, first, ...of(between, isKept), scanHead, second);
        const result = cleaned(Buffer.concat([whole(false), behind]));
        expect(result.equals(whole(true))).toBe(true);
        expect(cleaned(result).equals(result)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it.each(['II', 'MM'] as const)('keeps of a JPEG which side is up, and nothing else of its EXIF (%s)', (order) => {
    for (const orientation of [2, 3, 6, 8]) {
      const jfif = segment(
        0xe0,
        Buffer.concat([text('JFIF\0'), hex('0101000001000101 01'.replace(' ', '')), text('RGB')]),
      );
      const result = cleaned(jpeg(jfif, exif(order, orientation), frame, scanHead, hex('01')));
      expect(result.includes(text('Exif\0\0'))).toBe(true);
      expect(result.includes(text('GPS'))).toBe(false);
      expect(result.includes(text('RGB'))).toBe(false);
      expect(cleaned(result).equals(result)).toBe(true);
      // Big-endian, one entry: tag, type, count, value.
      expect(result.includes(Buffer.concat([hex('0112000300000001000'.concat(String(orientation)))]))).toBe(true);
    }
    expect(cleaned(jpeg(exif(order, 1), frame, scanHead, hex('01'))).includes(text('Exif'))).toBe(false);
    expect(cleaned(jpeg(exif(order, 9), frame, scanHead, hex('01'))).includes(text('Exif'))).toBe(false);
  });

  it('is of a PNG what is drawn, byte by byte', () => {
    const metadata = fc
      .tuple(fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'caNv'), secret)
      .map(([type, data]) => [false, pngChunk(type, data)] as const);
    const drawn = fc
      .tuple(fc.constantFrom('IDAT', 'gAMA', 'iCCP', 'pHYs'), coded)
      .map(([type, data]) => [true, pngChunk(type, data)] as const);
    fc.assert(
      fc.property(fc.array(fc.oneof(metadata, drawn)), coded, secret, (chunks, pixels, behind) => {
        const whole = (isKept: boolean): Buffer =>
          png(
            ...chunks.filter(([kept]) => kept || !isKept).map(([, bytes]) => bytes),
            pngChunk('IDAT', pixels),
            pngEnd,
          );
        const result = cleaned(Buffer.concat([whole(false), behind]));
        expect(result.equals(whole(true))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('is of a WebP what is drawn, byte by byte, and its header promises no more', () => {
    fc.assert(
      fc.property(coded, secret, secret, (pixels, where, who) => {
        const chunks = [webpChunk('ICCP', hex('010203')), webpChunk('ALPH', pixels), webpChunk('VP8 ', pixels)];
        const result = cleaned(
          Buffer.concat([webp(vp8x(0x3c), ...chunks, webpChunk('EXIF', where), webpChunk('XMP ', who)), where]),
        );
        expect(result.equals(webp(vp8x(0x30), ...chunks))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, Buffer]>([
    ['a JPEG that is cut off in its scan', jpeg(frame, scanHead, hex('0102')).subarray(0, -2)],
    ['a JPEG whose segment is longer than it', Buffer.concat([jpeg(frame).subarray(0, -2), hex('ffe1ffff00')])],
    ['a JPEG without a scan', jpeg(frame)],
    ['a JPEG with words between segments', jpeg(frame, text('words'), scanHead, hex('01'))],
    ['a PNG without an end', png(pngChunk('IDAT', hex('01')))],
    ['a PNG whose chunk is longer than it', Buffer.concat([png(), hex('7fffffff49444154')])],
    ['a PNG without pixels', png(pngEnd)],
    ['a PNG with a chunk that nobody can draw', png(pngChunk('XYZW', hex('01')), pngChunk('IDAT', hex('01')), pngEnd)],
    ['a WebP shorter than it says', webp(vp8x(0), webpChunk('VP8 ', Buffer.alloc(20))).subarray(0, -4)],
    ['a WebP whose chunk is longer than it', webp(vp8x(0), text('VP8 '), hex('ffffff00'), Buffer.alloc(20))],
    ['a WebP that moves', webp(vp8x(2), webpChunk('ANIM', Buffer.alloc(6)), webpChunk('ANMF', Buffer.alloc(30)))],
    ['no picture at all', text('<svg/>')],
  ])('is not %s', (_name, bytes) => {
    expect(cleanPicture(bytes)).toBeNull();
  });

  it('is never made of noise with an error that nobody meant', () => {
    const heads = fc.constantFrom(
      jpeg(exif('MM', 6), frame, scanHead, hex('01')),
      png(pngChunk('IDAT', hex('01')), pngEnd),
      webp(vp8x(12), webpChunk('VP8 ', Buffer.alloc(20)), webpChunk('EXIF', text(SECRET))),
    );
    fc.assert(
      fc.property(
        heads,
        fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 8 }),
        fc.nat(200),
        (whole, changes, length) => {
          const bytes = Buffer.from(whole.subarray(0, whole.length - (length % whole.length)));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          expect(() => cleanPicture(bytes)).not.toThrow();
        },
      ),
      { numRuns: 500 },
    );
  });
});
