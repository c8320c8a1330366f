import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, IsNull, Not } from 'typeorm';
import { PollingWorker } from '#platform';
import { SimulatorConfig } from '../config.js';
import { ProductService } from '../product/product.service.js';
import { BookingsService } from './bookings.service.js';
import { readAddressQuestion } from './domain/address-answer.js';
import { readPurchaseOrder } from './domain/purchase-order.js';
import { SupplierAccount } from './supplier-account.entity.js';
import { SupplierAddresses } from './supplier-addresses.service.js';

/** Statuses of purchase orders that a supplier has not answered yet. */
const openStatuses = ['created', 'sent'];

/** Suppliers without a webhook ask for their purchase orders again and again. */
@Injectable()
export class PurchaseOrderPullWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private worker: PollingWorker | undefined;

  constructor(
    private readonly config: SimulatorConfig,
    private readonly dataSource: DataSource,
    private readonly product: ProductService,
    private readonly bookings: BookingsService,
    private readonly addresses: SupplierAddresses,
  ) {}

  onApplicationBootstrap(): void {
    this.worker = new PollingWorker({
      name: 'purchase-order-pull',
      intervalMs: this.config.PULL_INTERVAL_MS,
      run: () => this.pullAll(),
    });
    this.worker.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker?.stop();
  }

  private async pullAll(): Promise<boolean> {
    const pulling = await this.dataSource.manager.findBy(SupplierAccount, {
      webhookSecret: IsNull(),
      apiKey: Not(IsNull()),
    });
    // An unreachable product is asked again at the usual pace: the worker's growing pause is for faults of its own.
    await Promise.allSettled(pulling.map((account) => this.pull(account)));
    return false;
  }

  private async pull({ code, apiKey }: SupplierAccount): Promise<void> {
    for (const status of openStatuses) {
      const orders = await this.product.list<unknown>(`/v1/purchase-orders?status=${status}`, apiKey ?? '');
      const read = orders.map(readPurchaseOrder).filter((order) => order !== null);
      const known = await this.bookings.known(read.map((order) => order.id));
      for (const order of read.filter(({ id }) => !known.has(id))) {
        const arrival = { supplierCode: code, channel: 'api', messageId: order.id, messageType: null } as const;
        await this.bookings.receive(arrival, order);
      }
    }
    const asked = await this.product.list<unknown>('/v1/purchase-orders?addressChange=pending', apiKey ?? '');
    for (const question of asked.map(readAddressQuestion))
      if (question !== null) await this.addresses.hear(question, null);
  }
}
