import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '#platform';
import { answeredOnce, type Answered } from '../answered-once.js';
import type { KnownOrder } from '../orders/domain/known-order.js';
import { OrdersService } from '../orders/orders.service.js';
import { ReturnQueries, type ReturnView } from './return-queries.service.js';
import { findReturn, type ReturnRecord } from './return-rows.js';
import { returnNotFound } from './return.errors.js';

/** A return under the lock of its order. */
export interface HeldReturn {
  readonly tx: EntityManager;
  readonly order: KnownOrder;
  readonly record: ReturnRecord;
}

/** Opens the transaction of a use case, holds the order in it, and answers with what the return is afterwards. */
@Injectable()
export class ReturnUseCases {
  constructor(
    private readonly dataSource: DataSource,
    private readonly orders: OrdersService,
    private readonly queries: ReturnQueries,
  ) {}

  /** Changes a return that the actor may see. @throws returnNotFound */
  change(actor: Actor, returnId: string, work: (held: HeldReturn) => Promise<unknown>): Promise<ReturnView> {
    const { merchantId, supplierId } = actor;
    return this.dataSource.transaction(async (tx) => {
      await work(await this.hold(tx, { returnId, merchantId, supplierId }));
      return this.queries.one({ returnId, merchantId, supplierId }, tx);
    });
  }

  /** Looks at what would come of something. What `work` finds out is not kept. @throws returnNotFound */
  look<T>({ merchantId, supplierId }: Actor, returnId: string, work: (held: HeldReturn) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (tx) => work(await this.hold(tx, { returnId, merchantId, supplierId })));
  }

  /** Takes a return in, once per key. */
  take(
    merchantId: string,
    key: string | undefined,
    request: object,
    work: (tx: EntityManager) => Promise<string>,
  ): Promise<Answered<ReturnView>> {
    return this.dataSource.transaction((tx) =>
      answeredOnce(tx, { merchantId, key, request }, async () =>
        this.queries.one({ returnId: await work(tx), merchantId, supplierId: null }, tx),
      ),
    );
  }

  /** Read once to know the order, and again under its lock: only what is read then is true. */
  async hold(
    tx: EntityManager,
    scope: { returnId: string; merchantId: string | null; supplierId: string | null },
  ): Promise<HeldReturn> {
    const found = await findReturn(tx, scope);
    if (!found) throw returnNotFound(scope.returnId);
    const order = await this.orders.holdOrder(tx, { orderId: found.order_id, merchantId: found.merchant_id });
    return { tx, order, record: (await findReturn(tx, scope)) ?? found };
  }
}
