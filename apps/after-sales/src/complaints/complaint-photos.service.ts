import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ProblemError } from '#platform';
import { pictureOf, type Picture } from '../photos/domain/picture.js';
import { PhotoFiles, type StoredPhoto } from '../photos/photo-files.service.js';
import { notAPicture, photoNotFound } from '../photos/photo.errors.js';
import type { ComplaintScope } from './complaint-rows.js';

/** Photos that one order's customer sends in a day: of several complaints, each from every side. */
const PHOTOS_PER_DAY = 20;
const DAY_SECONDS = 86_400;

/** A photo that is kept, and not yet said to belong anywhere. */
export interface KeptPhoto extends Picture {
  readonly sha256: string;
  readonly bytes: number;
}

const tooManyInADay = (): ProblemError =>
  new ProblemError(
    429,
    'TOO_MANY_PHOTOS',
    `At most ${String(PHOTOS_PER_DAY)} photos of one order in a day.`,
    [],
    DAY_SECONDS,
  );

/** Photos with which a customer shows what is wrong. */
@Injectable()
export class ComplaintPhotos {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: PhotoFiles,
  ) {}

  /** Whether the customer of an order may send so many more. @throws 429 `TOO_MANY_PHOTOS` */
  async assertMaySend(orderId: string, more: number, tx: EntityManager = this.dataSource.manager): Promise<void> {
    const [row] = await tx.query<{ photos: number }[]>(
      `SELECT count(*)::int AS photos FROM complaint_photos p JOIN complaints c ON c.id = p.complaint_id
       WHERE c.order_id = $1 AND p.added_at > now() - make_interval(secs => $2)`,
      [orderId, DAY_SECONDS],
    );
    if ((row?.photos ?? 0) + more > PHOTOS_PER_DAY) throw tooManyInADay();
  }

  /** Keeps pictures before the row that names them is written. @throws notAPicture */
  keep(photos: readonly Buffer[]): Promise<KeptPhoto[]> {
    return Promise.all(
      photos.map(async (bytes) => {
        const picture = pictureOf(bytes);
        if (!picture) throw notAPicture();
        return { ...picture, sha256: await this.files.keep(bytes), bytes: bytes.length };
      }),
    );
  }

  /** Says that they show what a complaint is about. The same picture again is the same photo. @throws tooManyInADay */
  async attach(tx: EntityManager, complaintId: string, orderId: string, photos: readonly KeptPhoto[]): Promise<void> {
    await this.assertMaySend(orderId, photos.length, tx);
    for (const { sha256, type, width, height, bytes } of photos)
      await tx.query(
        `INSERT INTO complaint_photos (complaint_id, sha256, type, width, height, bytes) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING`,
        [complaintId, sha256, type, width, height, bytes],
      );
  }

  /** @throws photoNotFound, also for a complaint that is not theirs. */
  async read({ complaintId, merchantId }: ComplaintScope, sha256: string): Promise<StoredPhoto> {
    const [photo] = await this.dataSource.query<{ type: string }[]>(
      `SELECT p.type FROM complaint_photos p JOIN complaints c ON c.id = p.complaint_id
       WHERE c.id = $1 AND p.sha256 = $2 AND ($3::uuid IS NULL OR c.merchant_id = $3)`,
      [complaintId, sha256, merchantId],
    );
    if (!photo) throw photoNotFound();
    return { sha256, type: photo.type, bytes: await this.files.read(sha256) };
  }
}
