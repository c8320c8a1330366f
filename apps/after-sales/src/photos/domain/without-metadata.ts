import { jpegWithoutMetadata } from './jpeg-metadata.js';
import { pictureOf, type Picture } from './picture.js';
import { pngWithoutMetadata, webpWithoutMetadata } from './chunk-metadata.js';

/** A picture that says nothing but what is to be seen on it. */
interface CleanPicture extends Picture {
  readonly bytes: Buffer;
}

const strippers = {
  'image/jpeg': jpegWithoutMetadata,
  'image/png': pngWithoutMetadata,
  'image/webp': webpWithoutMetadata,
} as const satisfies Record<Picture['type'], (bytes: Buffer) => Buffer | null>;

/**
 * Takes out where and when a picture was made, by whom and with what (EXIF, GPS, XMP, IPTC, comments, text chunks,
 * previews, and whatever stands behind its end). What is drawn stays as it is, byte by byte: pixels, tables, colour
 * profile, and of a JPEG which side is up.
 * @returns null for what is no picture, is not whole, or has another structure than its container allows
 */
export function cleanPicture(bytes: Buffer): CleanPicture | null {
  const picture = pictureOf(bytes);
  const clean = picture && strippers[picture.type](bytes);
  return picture && clean && { ...picture, bytes: clean };
}
