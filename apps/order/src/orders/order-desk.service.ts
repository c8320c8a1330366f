import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { cancelReasons } from '#contracts';
import type { Actor } from '#platform';
import { CustomerWishes } from './customer-wishes.service.js';
import { addressOf } from './dto/incoming-order.js';
import type { ShippingAddressDto } from './dto/place-order.dto.js';
import { orderChanged } from './order.errors.js';
import { OrderQueries } from './order-queries.service.js';
import { etagOf, type OrderView } from './order-view.js';
import { OrderRouterWorker } from './order-router.worker.js';
import { OrdersService } from './orders.service.js';

/** What people do to one order: a transaction each, and the order as it is afterwards. */
@Injectable()
export class OrderDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly orders: OrdersService,
    private readonly queries: OrderQueries,
    private readonly router: OrderRouterWorker,
    private readonly wishes: CustomerWishes,
  ) {}

  cancel(actor: Actor, id: string, reason: string | null): Promise<OrderView> {
    const code = cancelReasons.find((known) => known === reason);
    const [asCode, note] =
      code || reason === null ? [code ?? 'REQUESTED_BY_MERCHANT', null] : ['OTHER' as const, reason];
    return this.change(actor, id, (tx) => this.orders.cancel(tx, id, asCode, note));
  }

  release(actor: Actor, id: string, address: ShippingAddressDto | null): Promise<OrderView> {
    const by = actor.role === 'operator' ? 'operator' : 'merchant';
    return this.change(actor, id, (tx) => this.orders.release(tx, id, by, address && addressOf(address)));
  }

  reroute(actor: Actor, id: string): Promise<OrderView> {
    return this.change(actor, id, (tx) => this.orders.reroute(tx, id));
  }

  /** @param version the order's ETag as the caller saw it; the order must not have changed since. */
  changeAddress(
    actor: Actor,
    id: string,
    address: ShippingAddressDto,
    version: string | undefined,
  ): Promise<OrderView> {
    return this.change(actor, id, async (tx) => {
      await this.orders.lock(tx, id);
      if (
        version !== undefined &&
        version !== '*' &&
        version !== etagOf(await this.queries.one(id, actor.merchantId, tx))
      )
        throw orderChanged();
      await this.wishes.changeAddress(tx, id, uuidv7(), addressOf(address));
    });
  }

  wakeRouter(): void {
    this.router.wake();
  }

  private async change(actor: Actor, id: string, work: (tx: EntityManager) => Promise<unknown>): Promise<OrderView> {
    await this.queries.one(id, actor.merchantId);
    await this.dataSource.transaction(work);
    this.wakeRouter();
    return this.queries.one(id, actor.merchantId);
  }
}
