/** Markers of ISO/IEC 10918-1, annex B, and what applications keep in theirs. */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const COM = 0xfe;
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;
const isApplication = (marker: number): boolean => marker >= APP0 && marker <= 0xef;

const EXIF = 'Exif\0\0';
/** Bytes of a JFIF segment without its preview: the preview would show what an editor cut away. */
const JFIF_BYTES = 14;

/** A piece of a JPEG: a segment with its marker and length, or what was coded between two. */
interface Piece {
  /** 0 for coded data. */
  readonly marker: number;
  readonly bytes: Buffer;
}

/**
 * A JPEG without what its applications wrote about it. Kept are frames, tables and scans, how its colours are meant
 * (JFIF, Adobe, ICC profile), and which side is up: in an EXIF segment that says nothing else.
 * @returns null when its segments do not lead from its beginning to its end
 */
export function jpegWithoutMetadata(bytes: Buffer): Buffer | null {
  const pieces = piecesOf(bytes);
  if (!pieces) return null;
  const turned = pieces.map(orientationIn).find((orientation) => orientation !== null) ?? 1;
  const kept = pieces.flatMap((piece) => withoutMetadata(piece));
  // JFIF stands right behind the beginning; EXIF behind it.
  const at = kept[0]?.marker === APP0 ? 1 : 0;
  const upright = turned === 1 ? [] : [orientationSegment(turned)];
  const body = [...kept.slice(0, at).map(bytesOf), ...upright, ...kept.slice(at).map(bytesOf)];
  return Buffer.concat([Buffer.from([0xff, SOI]), ...body, Buffer.from([0xff, EOI])]);
}

const bytesOf = ({ bytes }: Piece): Buffer => bytes;

/** Everything between beginning and end. Null when it is cut off, or is none. */
function piecesOf(bytes: Buffer): Piece[] | null {
  const pieces: Piece[] = [];
  let hasScan = false;
  for (let at = 2; at + 2 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) return hasScan ? pieces : null;
    const end = endOfSegment(bytes, at, marker);
    if (end === null) return null;
    pieces.push({ marker, bytes: bytes.subarray(at, end) });
    at = end;
    if (marker !== SOS) continue;
    hasScan = true;
    at = endOfCoded(bytes, end);
    pieces.push({ marker: 0, bytes: bytes.subarray(end, at) });
  }
  return null;
}

/** Null for a marker that has no segment here, and for one that is longer than what is left. */
function endOfSegment(bytes: Buffer, at: number, marker: number): number | null {
  if (marker < 0xc0 || isRestart(marker) || at + 4 > bytes.length) return null;
  const length = bytes.readUInt16BE(at + 2);
  const end = at + 2 + length;
  return length < 2 || end > bytes.length ? null : end;
}

/** Where the next marker stands: in coded data a byte of ones is followed by zero, or by a restart. */
function endOfCoded(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
  }
  return bytes.length;
}

function withoutMetadata(piece: Piece): Piece[] {
  const { marker, bytes } = piece;
  if (marker === COM) return [];
  if (!isApplication(marker)) return [piece];
  if (marker === APP0 && nameOf(bytes, 'JFIF\0') && bytes.length >= JFIF_BYTES + 4) return [jfifWithoutPreview(bytes)];
  if (marker === APP2 && nameOf(bytes, 'ICC_PROFILE\0')) return [piece];
  return marker === APP14 && nameOf(bytes, 'Adobe') ? [piece] : [];
}

const nameOf = (segment: Buffer, name: string): boolean => segment.toString('latin1', 4, 4 + name.length) === name;

function jfifWithoutPreview(segment: Buffer): Piece {
  const bytes = Buffer.from(segment.subarray(0, JFIF_BYTES + 4));
  bytes.writeUInt16BE(JFIF_BYTES + 2, 2);
  bytes.writeUInt16BE(0, JFIF_BYTES + 2);
  return { marker: APP0, bytes };
}

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
/** Bytes of one entry of a directory. */
const ENTRY_BYTES = 12;

/** Which side is up (1 to 8), where an EXIF segment says so; null otherwise, and where it is broken. */
function orientationIn({ marker, bytes }: Piece): number | null {
  if (marker !== APP1 || !nameOf(bytes, EXIF)) return null;
  const tiff = bytes.subarray(4 + EXIF.length);
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return null;
  const isLittle = order === 'II';
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  return orientationOf(tiff, directory, (at) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)));
}

/** @param two reads two bytes in the order that the segment has them */
function orientationOf(tiff: Buffer, directory: number, two: (at: number) => number): number | null {
  if (directory + 2 > tiff.length) return null;
  const end = directory + 2 + two(directory) * ENTRY_BYTES;
  for (let at = directory + 2; at < end && at + ENTRY_BYTES <= tiff.length; at += ENTRY_BYTES) {
    if (two(at) !== ORIENTATION_TAG || two(at + 2) !== SHORT) continue;
    const value = two(at + 8);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** An EXIF segment of one entry. */
function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a000000080001011200030000000100000000' + '00000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const head = Buffer.from([0xff, APP1, 0, 0]);
  head.writeUInt16BE(2 + EXIF.length + tiff.length, 2);
  return Buffer.concat([head, Buffer.from(EXIF, 'latin1'), tiff]);
}
