import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PollingWorker } from '#platform';
import { SupplierSyncConfig } from '../config.js';
import { AddressChangesService } from './address-changes.service.js';
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
    private readonly addressChanges: AddressChangesService,
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
    const failures: unknown[] = [];
    const isFull = [
      await this.endWaiting('answer_due_at', signal, failures, (tx, id) =>
        this.purchaseOrders.expirePurchaseOrder(tx, id),
      ),
      await this.endWaiting('address_answer_due_at', signal, failures, (tx, id) => this.addressChanges.expire(tx, id)),
    ];
    if (failures.length > 0) throw new AggregateError(failures, 'Some purchase orders could not expire');
    return isFull.includes(true) && !signal.aborted;
  }

  /** @returns whether there may be more. */
  private async endWaiting(
    due: 'answer_due_at' | 'address_answer_due_at',
    signal: AbortSignal,
    failures: unknown[],
    end: (tx: EntityManager, id: string) => Promise<unknown>,
  ): Promise<boolean> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM purchase_orders WHERE ${due} <= now() ORDER BY ${due} LIMIT ${ROUND_MAX}`,
    );
    for (const { id } of rows) {
      if (signal.aborted) return false;
      await this.dataSource.transaction((tx) => end(tx, id)).catch((error: unknown) => failures.push(error));
    }
    return rows.length === ROUND_MAX;
  }
}
