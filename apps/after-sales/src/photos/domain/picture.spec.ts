import { describe, expect, it } from '@jest/globals';
import { pictureOf } from './picture.js';

/** The first bytes of a PNG of a size. */
const png = (width: number, height: number): Buffer => {
  const bytes = Buffer.from('89504e470d0a1a0a0000000d4948445200000000000000000806000000', 'hex');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};
const jpeg = (width: number, height: number): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  // Start, an application segment, fill bytes, a Huffman table, then the frame.
  const before = Buffer.from('ffd8ffe000045a5affffc40003aaffc2000b08', 'hex');
  return Buffer.concat([before, size, Buffer.alloc(8)]);
};
const webp = (chunk: string, tail: string): Buffer =>
  Buffer.concat([Buffer.from('RIFF....WEBP', 'latin1'), Buffer.from(chunk, 'latin1'), Buffer.from(tail, 'hex')]);

describe('a picture', () => {
  it('is known by its bytes, with its size', () => {
    expect(pictureOf(png(640, 480))).toEqual({ type: 'image/png', width: 640, height: 480 });
    expect(pictureOf(jpeg(4_032, 3_024))).toEqual({ type: 'image/jpeg', width: 4_032, height: 3_024 });
    expect(pictureOf(webp('VP8X', '0a00000000000000ff0200df0100'))).toEqual({
      ...{ type: 'image/webp', width: 768, height: 480 },
    });
    expect(pictureOf(webp('VP8 ', '00000000000000 9d012a 8002e001'.replaceAll(' ', '')))).toMatchObject({
      width: 640,
      height: 480,
    });
    expect(pictureOf(webp('VP8L', '000000002f7fc27700000000000000'))).toMatchObject({ width: 640, height: 480 });
  });

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['a drawing with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1')],
    ['an archive', Buffer.from('504b0304', 'hex')],
    ['a PNG that is cut off', png(1, 1).subarray(0, 20)],
    ['a JPEG without a frame', Buffer.from('ffd8ffe00004aaaaffd9', 'hex')],
    ['a JPEG whose segments go nowhere', Buffer.from('ffd8ffe00000ffe00000ffe00000', 'hex')],
    ['one of 100,000 × 100,000 pixels in a few bytes', png(100_000, 100_000)],
    ['one of more pixels than cameras have', png(19_000, 19_000)],
    ['one without pixels', png(0, 10)],
  ])('is not %s', (_name, bytes) => {
    expect(pictureOf(bytes)).toBeNull();
  });
});
