import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PollingWorker } from '#platform';
import { OrderDesk } from '../orders/order-desk.service.js';
import { UnmappableOrderError } from './domain/unmappable-order.error.js';
import { ERASED, StoreOrdersService, type StoredDelivery } from './store-orders.service.js';

/** A webhook wakes the worker; this is only how late another process's deliveries, or those of a crash, may be. */
const POLL_INTERVAL_MS = 1_000;
/** Tries of a delivery that fails for a fault of ours before a person has to look: about four minutes. */
const ATTEMPTS_MAX = 8;

type Row = StoredDelivery & { id: string };

/** Turns stored deliveries into orders, one transaction each, in the order in which they came. */
@Injectable()
export class DeliveriesWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(DeliveriesWorker.name);
  private readonly worker: PollingWorker;

  constructor(
    private readonly dataSource: DataSource,
    private readonly storeOrders: StoreOrdersService,
    private readonly desk: OrderDesk,
  ) {
    this.worker = new PollingWorker({
      name: 'store-deliveries',
      intervalMs: POLL_INTERVAL_MS,
      run: () => this.processNext(),
    });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.worker.stop();
  }

  wake(): void {
    this.worker.wake();
  }

  private async processNext(): Promise<boolean> {
    let current: Row | undefined;
    try {
      await this.dataSource.transaction(async (tx) => {
        current = await this.claim(tx);
        if (current) await this.settle(tx, current.id, await this.storeOrders.apply(tx, current));
      });
    } catch (error) {
      if (!current) throw error;
      await this.putOff(current.id, error);
    }
    if (current) this.desk.wakeRouter();
    return current !== undefined;
  }

  private async claim(tx: EntityManager): Promise<Row | undefined> {
    const rows = await tx.query<Row[]>(
      `SELECT d.id, d.store_id AS "storeId", s.merchant_id AS "merchantId", s.platform, d.topic, d.body,
         d.received_at AS "receivedAt"
       FROM store_deliveries d JOIN stores s ON s.id = d.store_id
       WHERE d.state = 'received' AND d.next_attempt_at <= now()
       ORDER BY d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED`,
    );
    return rows[0];
  }

  private async settle(
    tx: EntityManager,
    id: string,
    result: { state: string; outcome: string; orderId: string | null },
  ): Promise<void> {
    await tx.query(
      `UPDATE store_deliveries SET state = $2, outcome = $3, order_id = $4, detail = NULL, settled_at = now(),
         attempts = attempts + 1, body = CASE WHEN $5 THEN ''::bytea ELSE body END WHERE id = $1`,
      [id, result.state, result.outcome, result.orderId, result.outcome === ERASED],
    );
  }

  /** What cannot be understood waits for a person; what failed for another reason is tried again, later and later. */
  private async putOff(id: string, error: unknown): Promise<void> {
    const hopeless = error instanceof UnmappableOrderError;
    const outcome = hopeless ? error.code : 'FAILED';
    const detail = hopeless ? error.detail : error instanceof Error ? error.message : String(error);
    this.logger.error({ err: error, deliveryId: id }, 'a message of a store could not be processed');
    await this.dataSource.query(
      `UPDATE store_deliveries SET attempts = attempts + 1, outcome = $2, detail = $3,
         state = CASE WHEN $4 OR attempts + 1 >= $5 THEN 'failed' ELSE 'received' END,
         next_attempt_at = now() + make_interval(secs => 2 ^ attempts), settled_at = CASE WHEN $4 THEN now() END
       WHERE id = $1`,
      [id, outcome, detail.slice(0, 500), hopeless, ATTEMPTS_MAX],
    );
  }
}
