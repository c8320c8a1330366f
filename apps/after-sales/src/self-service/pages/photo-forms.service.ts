import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { badRequest, BODY_LIMIT_BYTES, ProblemError } from '#platform';
import { cleanPicture } from '../../photos/domain/without-metadata.js';
import { PHOTO_MAX_BYTES } from '../../photos/photo-files.service.js';
import { partsOf } from './domain/multipart.js';
import { FORM, FormFields } from './form-body.js';

/** What a form with files is sent as. */
export const MULTIPART = 'multipart/form-data';
/** Photos of one form. */
export const PHOTOS_MAX = 4;
/** Bytes of one form: four photos as phones make them. One process holds them while it looks at them. */
export const PHOTO_FORM_MAX_BYTES = 24 * 1024 * 1024;
/** Forms of one order: who presses twice is answered twice. */
const AT_ONCE = 2;

/** A form, and the photos chosen in it. */
export interface PhotoForm {
  readonly fields: FormFields;
  readonly photos: readonly Buffer[];
}

/** Reads forms that may carry photos in their field `photos`. */
@Injectable()
export class PhotoForms {
  private readonly beingRead = new Map<string, number>();

  /**
   * Also reads one without files.
   * @param orderId whose customer sends it: the forms of one order that are read at once have a bound.
   * @throws ProblemError 400 `FORM_BROKEN`, 413 `BODY_TOO_LARGE`, 422 `INVALID_TEXT`, 429 `TOO_MANY_AT_ONCE`
   */
  async read(orderId: string, body: unknown, contentType: string): Promise<PhotoForm> {
    const others = this.beingRead.get(orderId) ?? 0;
    if (others >= AT_ONCE) throw new ProblemError(429, 'TOO_MANY_AT_ONCE', 'Send one form at a time.', [], 5);
    this.beingRead.set(orderId, others + 1);
    try {
      const bytes = body instanceof Readable ? await allOf(body) : Buffer.alloc(0);
      const isPlain = !contentType.toLowerCase().startsWith(MULTIPART);
      return isPlain ? { fields: plainFields(bytes), photos: [] } : formOf(bytes, contentType);
    } finally {
      const left = (this.beingRead.get(orderId) ?? 1) - 1;
      if (left === 0) this.beingRead.delete(orderId);
      else this.beingRead.set(orderId, left);
    }
  }
}

/** Whether these may be kept: not too many, none too large, and each a whole picture by its own bytes. */
export const arePhotos = (photos: readonly Buffer[]): boolean =>
  photos.length <= PHOTOS_MAX &&
  photos.every((photo) => photo.length <= PHOTO_MAX_BYTES && cleanPicture(photo) !== null);

function formOf(bytes: Buffer, contentType: string): PhotoForm {
  const parts = partsOf(bytes, contentType);
  if (!parts) throw badRequest('FORM_BROKEN', 'This is no multipart/form-data body.');
  const texts = parts.flatMap(({ name, isFile, bytes: text }): [string, string][] =>
    isFile ? [] : [[name, text.toString('utf8')]],
  );
  // A field in which nothing was chosen comes as an empty file.
  const photos = parts.filter(({ name, isFile, bytes: { length } }) => isFile && name === 'photos' && length > 0);
  return {
    fields: new FormFields(new URLSearchParams(texts).toString()),
    photos: photos.map((photo) => photo.bytes),
  };
}

async function allOf(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A form without files is as small as any other. */
function plainFields(bytes: Buffer): FormFields {
  if (bytes.length > BODY_LIMIT_BYTES) throw new ProblemError(413, 'BODY_TOO_LARGE', `A ${FORM} body is smaller.`);
  return new FormFields(bytes);
}
