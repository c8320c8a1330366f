import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Answered } from '../answered-once.js';
import { lastDelivery, type KnownOrder } from '../orders/domain/known-order.js';
import { OrdersService } from '../orders/orders.service.js';
import { regimeOf, withdrawalEnd } from '../policies/domain/withdrawal-law.js';
import type { AssessedLine } from '../returns/domain/assess-return.js';
import type { OfferedGoods } from '../returns/domain/exchange-goods.js';
import { ExchangeOffers, type ExchangeQuote } from '../returns/exchange-offers.service.js';
import { anyReturn, ReturnQueries, type ReturnView } from '../returns/return-queries.service.js';
import { exchangeAndReturn } from '../returns/return.errors.js';
import { ReturnUseCases } from '../returns/return-use-cases.service.js';
import { ReturnsService, type WantedLine } from '../returns/returns.service.js';
import type { CustomerScope } from './customer-access.service.js';
import type { CustomerReturnDto } from './dto/self-service.dto.js';

/** Returns of one order at once: more than anybody has. */
const RETURNS_MAX = 100;

/** The order as a page for returns needs it. Nothing of the person, nothing of the suppliers. */
export interface CustomerOrderView {
  readonly order: string;
  readonly language: string;
  readonly currency: string;
  /** Where the goods went: whose law and clock hold. */
  readonly country: string | null;
  /** Delivery of the last parcel; null while something is still to come. */
  readonly deliveredAt: string | null;
  /** Until when a withdrawal can be declared; null when there is no such right or the time has not begun. */
  readonly withdrawal: { readonly regime: 'eu' | 'tr'; readonly until: string | null } | null;
  readonly lines: readonly {
    readonly lineId: string;
    readonly sku: string;
    readonly title: string;
    readonly quantity: number;
    readonly returnable: number;
    readonly unitPriceMinor: number;
    /** What can be asked for instead of the money. */
    readonly exchangeFor: readonly OfferedGoods[];
  }[];
  readonly returns: readonly ReturnView[];
}

/** Units that a customer gives back, and the SKU that is wanted for them; without one it is the money. */
export interface CustomerLine extends WantedLine {
  readonly instead?: string | null | undefined;
}

/** What would be answered. */
export interface CustomerAnswer {
  readonly lines: readonly AssessedLine[];
  /** Null: nothing is wanted instead. */
  readonly exchange: ExchangeQuote | null;
}

/** Returns by the customer. */
@Injectable()
export class CustomerReturnsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly orders: OrdersService,
    private readonly returns: ReturnsService,
    private readonly useCases: ReturnUseCases,
    private readonly queries: ReturnQueries,
    private readonly offers: ExchangeOffers,
  ) {}

  async show(scope: CustomerScope): Promise<CustomerOrderView> {
    const order = await this.orders.order(this.dataSource.manager, scope);
    const returnable = await this.returns.returnable(this.dataSource.manager, order);
    const deliveredAt = lastDelivery(order);
    const regime = regimeOf(order.country);
    const until = deliveredAt && withdrawalEnd(deliveredAt, order.country);
    const exchangeFor = await this.offers.offered(this.dataSource.manager, order);
    const returns = await this.queries.find({ ...anyReturn, ...scope, limit: RETURNS_MAX }, null);
    return {
      ...{ order: order.externalId, language: order.language, currency: order.currency },
      country: order.country,
      returns: returns.map(forCustomer),
      deliveredAt: deliveredAt?.toISOString() ?? null,
      withdrawal: regime && { regime, until: until?.toISOString() ?? null },
      lines: order.lines.map(({ lineId, sku, title, quantity, unitPriceMinor }) => ({
        ...{ lineId, sku, title, quantity, unitPriceMinor },
        returnable: returnable.find((line) => line.lineId === lineId)?.quantity ?? 0,
        exchangeFor: exchangeFor.get(lineId) ?? [],
      })),
    };
  }

  /** @throws exchangeNotOffered, exchangeAndReturn */
  async assess(scope: CustomerScope, lines: readonly CustomerLine[]): Promise<CustomerAnswer> {
    const { manager } = this.dataSource;
    const exchange = await this.quote(manager, await this.orders.order(manager, scope), lines);
    const wanted = { kind: exchange ? 'exchange' : 'return', channel: 'self_service', lines } as const;
    return { lines: withoutSuppliers(await this.returns.assess(manager, scope, wanted)), exchange };
  }

  async request(scope: CustomerScope, key: string | undefined, body: CustomerReturnDto): Promise<Answered<ReturnView>> {
    // Of one order: two customers may choose the same key.
    const ofOrder = key === undefined ? undefined : `${scope.orderId}:${key}`;
    const { answer, replayed } = await this.useCases.take(scope.merchantId, ofOrder, { scope, body }, async (tx) => {
      // Held before it is priced: two requests of one order are never reckoned from the same past.
      const exchange = await this.quote(tx, await this.orders.holdOrder(tx, scope), body.lines);
      const asked = { lines: body.lines, note: body.note, channel: 'self_service' } as const;
      return this.returns.requestReturn(tx, scope, {
        ...asked,
        ...(exchange ? { kind: 'exchange', exchange: exchange.goods } : { kind: 'return' }),
      });
    });
    return { answer: forCustomer(answer), replayed };
  }

  /** Null when nothing is wanted instead. */
  private quote(tx: EntityManager, order: KnownOrder, lines: readonly CustomerLine[]): Promise<ExchangeQuote> | null {
    const wanted = lines.flatMap(({ lineId, quantity, instead }) =>
      instead == null ? [] : [{ lineId, quantity, instead }],
    );
    if (wanted.length === 0) return null;
    if (wanted.length < lines.length) throw exchangeAndReturn(lines.findIndex(({ instead }) => instead == null));
    return this.offers.quote(tx, order, wanted);
  }
}

const withoutSuppliers = (lines: readonly AssessedLine[]): AssessedLine[] =>
  lines.map((line) => ({ ...line, supplierId: null }));

/** Who supplies a merchant is the merchant's business. */
const forCustomer = (view: ReturnView): ReturnView => ({
  ...view,
  assessment: view.assessment && withoutSuppliers(view.assessment),
  lines: view.lines.map((line) => ({ ...line, supplierId: null, purchaseOrderId: null })),
  parcels: view.parcels.map((parcel) => ({ ...parcel, supplierId: null })),
});
