import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { PollingWorker } from '#platform';
import { OrderConfig } from '../config.js';
import { CustomerRequests } from './customer-requests.service.js';
import { ExportFiles } from './export-files.service.js';

/** Pause between two rounds, milliseconds: how late an export is put together after the last part came. */
const INTERVAL_MS = 1_000;
/** Requests of one round. */
const REQUESTS_MAX = 20;
/** Orders of one retention request: its event and each statement stay small. */
const RETENTION_ORDERS_MAX = 500;
/** Pause between two looks for orders that were kept long enough, milliseconds. */
const RETENTION_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;

/** One merchant's oldest orders; none while an erasure of the retention is under way: then it is that one's turn. */
const KEPT_LONG_ENOUGH_SQL = `
  SELECT merchant_id, array_agg(id) AS order_ids FROM (
    SELECT o.merchant_id, o.id FROM orders o
    WHERE o.id < $1 AND o.anonymised_at IS NULL AND o.status IN ('delivered', 'cancelled')
      AND o.updated_at < now() - make_interval(days => $2)
      AND NOT EXISTS (SELECT FROM customer_requests r
                      WHERE r.requested_by = 'retention' AND r.merchant_id = o.merchant_id
                        AND (r.state IN ('checking', 'erasing') OR r.requested_at > now() - interval '1 hour'))
    ORDER BY o.id LIMIT $3) AS oldest
  GROUP BY merchant_id`;

/** Puts exports together, asks again whoever did not answer, deletes old files, and begins what the retention wants. */
@Injectable()
export class CustomerRequestsWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly rounds = new PollingWorker({
    name: 'customer-requests',
    intervalMs: INTERVAL_MS,
    run: () => this.round(),
  });
  private readonly retention = new PollingWorker({
    name: 'customer-retention',
    intervalMs: RETENTION_EVERY_MS,
    run: () => this.sweep(),
  });

  constructor(
    private readonly dataSource: DataSource,
    private readonly requests: CustomerRequests,
    private readonly files: ExportFiles,
    private readonly config: OrderConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
    this.retention.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.rounds.stop(), this.retention.stop()]);
  }

  /**
   * Begins the erasure of what was kept long enough.
   * @returns false: one batch per merchant and hour is enough, and leaves room for what people do.
   */
  async sweep(): Promise<boolean> {
    const days = this.config.CUSTOMER_DATA_KEPT_DAYS;
    const rows = await this.dataSource.query<{ merchant_id: string; order_ids: string[] }[]>(KEPT_LONG_ENOUGH_SQL, [
      ...[uuidv7({ msecs: Date.now() - days * DAY_MS }), days, RETENTION_ORDERS_MAX],
    ]);
    for (const { merchant_id: merchantId, order_ids: orderIds } of rows)
      await this.dataSource.transaction((tx) => this.requests.beginRetention(tx, merchantId, orderIds));
    return false;
  }

  private async round(): Promise<boolean> {
    for (const id of await this.open(`state = 'collecting'`)) await this.files.finish(id);
    const late = `state IN ('collecting', 'checking', 'erasing') AND asked_at < now() - make_interval(secs => $1)`;
    for (const id of await this.open(late, this.config.CUSTOMER_ASK_AGAIN_SECONDS))
      await this.dataSource.transaction((tx) => this.requests.askAgain(tx, id));
    await this.files.expire();
    return false;
  }

  private async open(condition: string, ...parameters: unknown[]): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM customer_requests WHERE ${condition} ORDER BY asked_at LIMIT ${String(REQUESTS_MAX)}`,
      parameters,
    );
    return rows.map(({ id }) => id);
  }
}
