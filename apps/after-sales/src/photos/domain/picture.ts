/** What a picture is, by its own bytes. */
export interface Picture {
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp';
  readonly width: number;
  readonly height: number;
}

/** Pixels of one picture: a phone's camera has 50 million, a decompression bomb billions. */
const PIXELS_MAX = 64_000_000;
/** Pixels of one side: no camera has more, and some viewers count them in 16 bits. */
const SIDE_MAX = 20_000;

/**
 * Looks at the first bytes, never at a name or at what a sender says. Only what a camera makes: no SVG, which holds
 * scripts, and no GIF.
 * @returns null when it is none of these, is cut off, or has an unbelievable size.
 */
export function pictureOf(bytes: Buffer): Picture | null {
  const picture = pngOf(bytes) ?? jpegOf(bytes) ?? webpOf(bytes);
  if (!picture) return null;
  const { width, height } = picture;
  const isBelievable = width > 0 && height > 0 && width <= SIDE_MAX && height <= SIDE_MAX;
  return isBelievable && width * height <= PIXELS_MAX ? picture : null;
}

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

function pngOf(bytes: Buffer): Picture | null {
  if (bytes.length < 24 || !bytes.subarray(0, PNG.length).equals(PNG)) return null;
  return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Goes from segment to segment until one says how large the picture is (SOF0…SOF15 but DHT, JPG and DAC). */
function jpegOf(bytes: Buffer): Picture | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes stand between segments.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { type: 'image/jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}

/** Lossy (`VP8 `), lossless (`VP8L`) and extended (`VP8X`): each keeps its size elsewhere. */
function webpOf(bytes: Buffer): Picture | null {
  if (bytes.length < 30 || bytes.toString('latin1', 0, 4) !== 'RIFF') return null;
  if (bytes.toString('latin1', 8, 12) !== 'WEBP') return null;
  const size = sizeOfWebp(bytes);
  return size && { type: 'image/webp', ...size };
}

function sizeOfWebp(bytes: Buffer): { width: number; height: number } | null {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      if (bytes[20] !== 0x2f) return null;
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}
