import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ProblemError } from '#platform';
import type { Picture } from '../photos/domain/picture.js';
import { cleanPicture } from '../photos/domain/without-metadata.js';
import { PhotoFiles, type PhotoView, type StoredPhoto } from '../photos/photo-files.service.js';
import { notAPicture, photoNotFound } from '../photos/photo.errors.js';
import { holdComplaint, type ComplaintScope } from './complaint-rows.js';
import { complaintNotFound } from './complaint.errors.js';

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

  /** Keeps pictures, without what they tell beside them, before the row that names them is written. @throws notAPicture */
  keep(photos: readonly Buffer[]): Promise<KeptPhoto[]> {
    return Promise.all(
      photos.map(async (given) => {
        const picture = cleanPicture(given);
        if (!picture) throw notAPicture();
        return { ...picture, sha256: await this.files.keep(picture.bytes), bytes: picture.bytes.length };
      }),
    );
  }

  /**
   * One photo more of what a complaint is about. The same picture again is the same photo.
   * @param orderId whose customer shows it; null: somebody of the shop, who got it from the customer
   * @throws complaintNotFound, also for one of another order; notAPicture, tooManyInADay
   */
  async add(scope: ComplaintScope, orderId: string | null, bytes: Buffer): Promise<PhotoView> {
    const [row] = await this.dataSource.query<{ order_id: string }[]>(
      `SELECT order_id FROM complaints WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)
          AND ($3::uuid IS NULL OR order_id = $3)`,
      [scope.complaintId, scope.merchantId, orderId],
    );
    // Whose it is, and whether it may, before anything is written.
    if (!row) throw complaintNotFound(scope.complaintId);
    await this.assertMaySend(row.order_id, 1);
    const photos = await this.keep([bytes]);
    await this.dataSource.transaction(async (tx) => {
      // Whoever decides by what was there before is told.
      await holdComplaint(tx, scope);
      await this.attach(tx, scope.complaintId, row.order_id, photos);
    });
    const [{ sha256, type, width, height }] = photos as [KeptPhoto];
    return { sha256, type, width, height };
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
