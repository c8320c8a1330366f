import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PollingWorker } from '#platform';
import { SupplierSyncConfig } from '../config.js';
import { PurchaseOrdersService } from './purchase-orders.service.js';

/** Purchase orders per round; each expires in its own transaction, so that one that cannot holds up no other. */
const ROUND_MAX = 100;

/** Ends the waiting for suppliers that stay silent, by the clock of the database. */
@Injectable()
export class ExpiryWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly worker: PollingWorker;

  constructor(
    private readonly dataSource: DataSource,
    private readonly purchaseOrders: PurchaseOrdersService,
    config: SupplierSyncConfig,
  ) {
    this.worker = new PollingWorker({
      name: 'purchase-order-expiry',
      intervalMs: config.EXPIRY_POLL_MS,
      run: (signal) => this.round(signal),
    });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.worker.stop();
  }

  private async round(signal: AbortSignal): Promise<boolean> {
    const due = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM purchase_orders WHERE answer_due_at <= now() ORDER BY answer_due_at LIMIT ${ROUND_MAX}`,
    );
    const failures: unknown[] = [];
    for (const { id } of due) {
      if (signal.aborted) return false;
      await this.dataSource
        .transaction((tx) => this.purchaseOrders.expirePurchaseOrder(tx, id))
        .catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Some purchase orders could not expire');
    return due.length === ROUND_MAX;
  }
}
