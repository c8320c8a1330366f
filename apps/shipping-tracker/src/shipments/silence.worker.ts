import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ShipmentStalled, type ShipmentDirection, type ShipmentStatus } from '#contracts';
import { draft, Outbox } from '#messaging';
import { PollingWorker } from '#platform';
import { ShippingTrackerConfig } from '../config.js';
import { CheckpointStore } from './checkpoint-store.js';
import { openStatus } from './domain/open-status.js';

/** Parcels in one transaction: a few milliseconds of locks. */
const BATCH_MAX = 100;
/** How often to look. The limit is counted in days; a rehearsal's in seconds. */
const LOOK_EVERY_MS = 1_000;

interface StalledRow {
  readonly id: string;
  readonly merchant_id: string;
  readonly order_id: string;
  readonly status: ShipmentStatus;
  readonly last_heard_at: Date;
  readonly quiet_seconds: number;
  readonly stall_level: number;
  readonly direction: ShipmentDirection;
  readonly return_id: string | null;
}

/**
 * Levels of one silence, at once, twice and four times the limit: ask the carrier, open an inquiry, treat it as
 * lost. In SQL so that the partial index serves it.
 */
const LEVELS = 3;

/** Says that nothing was heard of a parcel for too long, once per level of a silence. News ends the silence. */
@Injectable()
export class SilenceWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly worker = new PollingWorker({
    name: 'silence',
    intervalMs: LOOK_EVERY_MS,
    run: () => this.dataSource.transaction((tx) => this.report(tx)),
  });

  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly checkpoints: CheckpointStore,
    private readonly config: ShippingTrackerConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.worker.stop();
  }

  private async report(tx: EntityManager): Promise<boolean> {
    const [rows]: [StalledRow[], number] = await tx.query(
      `UPDATE shipments
          SET stalled_at = coalesce(stalled_at, now()), stall_level = stall_level + 1,
              stall_due_at = last_heard_at + make_interval(secs => $1::float8 * power(2, stall_level + 1))
        WHERE id IN (
          SELECT id FROM shipments
           WHERE stall_level < ${LEVELS} AND ${openStatus} AND stall_due_at <= now()
           ORDER BY stall_due_at LIMIT $2
           FOR UPDATE SKIP LOCKED)
        RETURNING id, merchant_id, order_id, status, last_heard_at, stall_level, direction, return_id,
                  floor(extract(epoch FROM now() - last_heard_at))::int AS quiet_seconds`,
      [this.config.STALL_AFTER_SECONDS, BATCH_MAX],
    );
    await this.outbox.append(tx, rows.map(stalled));
    if (rows.length === 0) await this.checkpoints.forgetUnmatched(tx);
    return rows.length === BATCH_MAX;
  }
}

function stalled(row: StalledRow) {
  return draft(
    ShipmentStalled,
    { merchantId: row.merchant_id, key: row.order_id },
    {
      shipmentId: row.id,
      orderId: row.order_id,
      status: row.status,
      quietSince: row.last_heard_at.toISOString(),
      quietSeconds: row.quiet_seconds,
      level: row.stall_level,
      direction: row.direction,
      returnId: row.return_id,
    },
  );
}
