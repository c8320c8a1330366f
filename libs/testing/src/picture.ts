/** What a picture of a test is besides its size. */
interface PictureExtras {
  /** A text chunk, as cameras and editors write one: where it was taken, by whom. */
  readonly text?: string;
  /** Bytes of what would be its pixels. */
  readonly dataBytes?: number;
}

/** A PNG of a size, whole in its structure; there are no pixels in it, for nobody decodes it. */
export function aPicture(
  width: number,
  height: number,
  { text, dataBytes = 8 }: PictureExtras = {},
): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6], 8);
  const chunks = [
    chunk('IHDR', header),
    ...(text === undefined ? [] : [chunk('tEXt', Buffer.from(`Comment\0${text}`, 'latin1'))]),
    chunk('IDAT', Buffer.alloc(dataBytes)),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return new Uint8Array(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]));
}

/** Length, type, data, and a checksum that nobody looks at. */
function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}
