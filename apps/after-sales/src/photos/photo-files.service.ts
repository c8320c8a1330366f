import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { AfterSalesConfig } from '../config.js';

const SHA256 = /^[0-9a-f]{64}$/;

/** What is inside is decided by the bytes; these are the names under which browsers send it. */
export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/octet-stream'];

/** Bytes of one photo: above what a phone makes. */
export const PHOTO_MAX_BYTES = 10 * 1024 * 1024;

/** A photo as it is handed out. */
export interface StoredPhoto {
  readonly sha256: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** A photo as lists name it. */
export interface PhotoView {
  readonly sha256: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Pictures in a folder, named by what is in them: the same picture is one file, and nobody chooses a name. Files are
 * written before the row that names them: a crash leaves a file that nobody needs, never a row without its file.
 */
@Injectable()
export class PhotoFiles {
  private readonly folder: string;

  constructor({ PHOTO_DIR }: AfterSalesConfig) {
    this.folder = PHOTO_DIR;
  }

  /** @returns its SHA-256 in hexadecimal. */
  async keep(bytes: Buffer): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = this.fileOf(sha256);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const draft = `${file}.${randomUUID()}.tmp`;
    await writeFile(draft, bytes, { mode: 0o600, flush: true });
    await rename(draft, file);
    return sha256;
  }

  read(sha256: string): Promise<Buffer> {
    return readFile(this.fileOf(sha256));
  }

  /** One that is gone already is gone. */
  delete(sha256: string): Promise<void> {
    return rm(this.fileOf(sha256), { force: true });
  }

  private fileOf(sha256: string): string {
    if (!SHA256.test(sha256)) throw new TypeError('not the name of a picture');
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}
