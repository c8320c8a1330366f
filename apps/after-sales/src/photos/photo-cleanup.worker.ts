import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PollingWorker } from '#platform';
import { AfterSalesConfig } from '../config.js';
import { PhotoFiles } from './photo-files.service.js';

/** Pause between two looks, milliseconds: how long a picture outlives its erasure. */
const INTERVAL_MS = 5_000;
/** Pictures of one round. */
const PHOTOS_MAX = 100;

/** Deletes pictures that nothing shows any more. The same picture of another claim or complaint stays, and goes with that one. */
@Injectable()
export class PhotoCleanupWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly worker = new PollingWorker({
    name: 'photo-cleanup',
    intervalMs: INTERVAL_MS,
    run: () => this.deleteSome(),
  });

  constructor(
    private readonly dataSource: DataSource,
    private readonly files: PhotoFiles,
    private readonly config: AfterSalesConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.worker.stop();
  }

  private async deleteSome(): Promise<boolean> {
    await this.letGoOfOld();
    return this.dataSource.transaction(async (tx) => {
      const rows = await tx.query<{ sha256: string; shown: boolean }[]>(
        `SELECT d.sha256, EXISTS (SELECT FROM claim_photos p WHERE p.sha256 = d.sha256)
                OR EXISTS (SELECT FROM complaint_photos p WHERE p.sha256 = d.sha256) AS shown
         FROM photos_to_delete d ORDER BY d.sha256 LIMIT $1 FOR UPDATE SKIP LOCKED`,
        [PHOTOS_MAX],
      );
      for (const { sha256, shown } of rows) if (!shown) await this.files.delete(sha256);
      await tx.query(`DELETE FROM photos_to_delete WHERE sha256 = ANY ($1)`, [rows.map(({ sha256 }) => sha256)]);
      return rows.length === PHOTOS_MAX;
    });
  }

  /** Pictures of claims and complaints that ended, when they were kept long enough. */
  private async letGoOfOld(): Promise<void> {
    await this.dataSource.query(
      `WITH old AS (
         DELETE FROM claim_photos WHERE ctid = ANY (ARRAY(
           SELECT p.ctid FROM claim_photos p JOIN claims c ON c.id = p.claim_id
           WHERE p.added_at < now() - make_interval(days => $1) AND c.status IN ('rejected', 'credited') LIMIT $2))
         RETURNING sha256), told AS (
         DELETE FROM complaint_photos WHERE ctid = ANY (ARRAY(
           SELECT p.ctid FROM complaint_photos p JOIN complaints c ON c.id = p.complaint_id
           WHERE p.added_at < now() - make_interval(days => $1) AND c.status IN ('solved', 'merged') LIMIT $2))
         RETURNING sha256)
       INSERT INTO photos_to_delete (sha256) SELECT sha256 FROM old UNION SELECT sha256 FROM told
       ON CONFLICT DO NOTHING`,
      [this.config.PHOTOS_KEPT_DAYS, PHOTOS_MAX],
    );
  }
}
