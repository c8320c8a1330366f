import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PollingWorker } from '#platform';
import { SupplierSyncConfig } from '../config.js';
import { SuppliersService } from '../suppliers/suppliers.service.js';
import { AddressChangesService } from './address-changes.service.js';
import { PurchaseOrdersService } from './purchase-orders.service.js';

/** Purchase orders, or suppliers, per round; each is done with in its own transaction, so that one that cannot holds up no other. */
const ROUND_MAX = 100;

/** Ends the waiting for suppliers that stay silent, with an answer or with a feed, by the clock of the database. */
@Injectable()
export class ExpiryWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly worker: PollingWorker;

  constructor(
    private readonly dataSource: DataSource,
    private readonly purchaseOrders: PurchaseOrdersService,
    private readonly addressChanges: AddressChangesService,
    private readonly suppliers: SuppliersService,
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
      await this.endEach(await this.suppliers.withOverdueFeed(ROUND_MAX), signal, failures, (tx, id) =>
        this.suppliers.tellFeedOverdue(tx, id),
      ),
    ];
    if (failures.length > 0) throw new AggregateError(failures, 'Some waiting could not be ended');
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
    return this.endEach(
      rows.map(({ id }) => id),
      signal,
      failures,
      end,
    );
  }

  /** @returns whether there may be more. */
  private async endEach(
    ids: readonly string[],
    signal: AbortSignal,
    failures: unknown[],
    end: (tx: EntityManager, id: string) => Promise<unknown>,
  ): Promise<boolean> {
    for (const id of ids) {
      if (signal.aborted) return false;
      await this.dataSource.transaction((tx) => end(tx, id)).catch((error: unknown) => failures.push(error));
    }
    return ids.length === ROUND_MAX;
  }
}
