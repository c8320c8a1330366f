/** A piece of a PNG or a WebP, as it stands there. */
interface Chunk {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Chunks of a PNG (third edition) that say how its pixels are drawn. Animation is none of what a camera makes. */
const pngDrawn = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs'.split(' '));
const PNG_HEAD_BYTES = 8;
/** Length, type and checksum. */
const PNG_FRAME_BYTES = 12;

/**
 * A PNG without texts, times, EXIF, and chunks that applications invented.
 * @returns null when its chunks do not lead from its header to its end, or it holds no pixels
 */
export function pngWithoutMetadata(bytes: Buffer): Buffer | null {
  const chunks: Chunk[] = [];
  let isWhole = false;
  for (let at = PNG_HEAD_BYTES; at + PNG_FRAME_BYTES <= bytes.length && !isWhole;) {
    const end = at + PNG_FRAME_BYTES + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (end > bytes.length || !/^[A-Za-z]{4}$/.test(type)) return null;
    chunks.push({ type, bytes: bytes.subarray(at, end) });
    isWhole = type === 'IEND';
    at = end;
  }
  const drawn = chunks.filter(({ type }) => pngDrawn.has(type));
  // A capital letter says that nobody can draw it who does not know the chunk.
  const isUnknown = chunks.some(({ type }) => /^[A-Z]/.test(type) && !pngDrawn.has(type));
  if (!isWhole || isUnknown || !drawn.some(({ type }) => type === 'IDAT')) return null;
  return Buffer.concat([bytes.subarray(0, PNG_HEAD_BYTES), ...drawn.map((chunk) => chunk.bytes)]);
}

const RIFF_HEAD_BYTES = 12;
/** What a `VP8X` header says is there: EXIF and XMP. */
const METADATA_FLAGS = 0x08 | 0x04;
/** Chunks of a still WebP that say how it is drawn. */
const webpDrawn = new Set(['VP8X', 'ICCP', 'ALPH', 'VP8 ', 'VP8L']);

/**
 * A still WebP without EXIF, XMP and chunks that applications invented.
 * @returns null when its chunks do not fill what it says is its size, or it is animated
 */
export function webpWithoutMetadata(bytes: Buffer): Buffer | null {
  const size = bytes.readUInt32LE(4) + 8;
  if (size > bytes.length) return null;
  const drawn: Chunk[] = [];
  for (let at = RIFF_HEAD_BYTES; at < size;) {
    const length = at + 8 <= size ? bytes.readUInt32LE(at + 4) : size;
    // Chunks of an odd length are filled up.
    const end = at + 8 + length + (length % 2);
    if (end > size) return null;
    const type = bytes.toString('latin1', at, at + 4);
    if (webpDrawn.has(type)) drawn.push({ type, bytes: bytes.subarray(at, end) });
    at = end;
  }
  if (!drawn.some(({ type }) => type === 'VP8 ' || type === 'VP8L')) return null;
  const body = Buffer.concat(drawn.map((chunk) => (chunk.type === 'VP8X' ? withoutFlags(chunk.bytes) : chunk.bytes)));
  const head = Buffer.from('RIFF....WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

function withoutFlags(header: Buffer): Buffer {
  const changed = Buffer.from(header);
  if (changed.length < RIFF_HEAD_BYTES) return changed;
  changed.writeUInt8(changed.readUInt8(8) & ~METADATA_FLAGS, 8);
  return changed;
}
