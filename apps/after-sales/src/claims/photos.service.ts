import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { cleanPicture } from '../photos/domain/without-metadata.js';
import { PhotoFiles, type PhotoView, type StoredPhoto } from '../photos/photo-files.service.js';
import { notAPicture, photoNotFound, tooManyPhotos } from '../photos/photo.errors.js';
import type { ClaimScope } from './claim-rows.js';
import { ClaimsService } from './claims.service.js';

/** Photos of one claim: from every side, and the parcel. */
const PHOTOS_MAX = 20;

/** Photos that prove a claim. */
@Injectable()
export class PhotosService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly claims: ClaimsService,
    private readonly files: PhotoFiles,
  ) {}

  /** Kept without what it tells beside the picture; the same again is the same photo. @throws notAPicture, tooManyPhotos */
  async add(scope: ClaimScope, given: Buffer): Promise<PhotoView> {
    const picture = cleanPicture(given);
    if (!picture) throw notAPicture();
    const { bytes, type, width, height } = picture;
    // Whose claim it is, before anything is written.
    await this.dataSource.transaction((tx) => this.claims.hold(tx, scope));
    const sha256 = await this.files.keep(bytes);
    await this.dataSource.transaction(async (tx) => {
      const claim = await this.claims.hold(tx, scope);
      const [row] = await tx.query<{ photos: number }[]>(
        `SELECT count(*)::int AS photos FROM claim_photos WHERE claim_id = $1 AND sha256 <> $2`,
        [claim.id, sha256],
      );
      if ((row?.photos ?? 0) >= PHOTOS_MAX) throw tooManyPhotos();
      await tx.query(
        `INSERT INTO claim_photos (claim_id, sha256, type, width, height, bytes) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING`,
        [claim.id, sha256, type, width, height, bytes.length],
      );
    });
    return { sha256, type, width, height };
  }

  async read(scope: ClaimScope, sha256: string): Promise<StoredPhoto> {
    const rows = await this.dataSource.query<{ type: string }[]>(
      `SELECT p.type FROM claim_photos p JOIN claims c ON c.id = p.claim_id
       WHERE c.id = $1 AND p.sha256 = $2 AND ($3::uuid IS NULL OR c.merchant_id = $3)
         AND ($4::uuid IS NULL OR c.supplier_id = $4)`,
      [scope.claimId, sha256, scope.merchantId, scope.supplierId],
    );
    const [photo] = rows;
    if (!photo) throw photoNotFound();
    return { sha256, type: photo.type, bytes: await this.files.read(sha256) };
  }
}
