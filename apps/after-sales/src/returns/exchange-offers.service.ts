import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { KnownOrder } from '../orders/domain/known-order.js';
import { PoliciesService } from '../policies/policies.service.js';
import { RefundsService } from '../refunds/refunds.service.js';
import { exchangeOffer, goodsFor, priceOf, type ExchangeGoods, type OfferedGoods } from './domain/exchange-goods.js';
import { exchangeNotOffered } from './return.errors.js';

/** Units of a line, and the SKU that a customer wants instead. */
export interface WantedInstead {
  readonly lineId: string;
  readonly quantity: number;
  readonly instead: string;
}

/** What an exchange comes to when the goods come back as they left. */
export interface ExchangeQuote {
  readonly goods: readonly ExchangeGoods[];
  /** Still to be paid for the goods, minor units of the order. */
  readonly dueMinor: number;
  /** Paid back beyond the goods. */
  readonly refundMinor: number;
}

/** What customers may ask for instead of their money. */
@Injectable()
export class ExchangeOffers {
  constructor(
    private readonly policies: PoliciesService,
    private readonly refunds: RefundsService,
  ) {}

  /** By order line. */
  async offered(tx: EntityManager, order: KnownOrder): Promise<ReadonlyMap<string, readonly OfferedGoods[]>> {
    const policy = await this.policies.pinned(tx, order.merchantId, order.policyVersion);
    return new Map(order.lines.map((line) => [line.lineId, exchangeOffer(policy, line, order.currency)]));
  }

  /** @throws exchangeNotOffered */
  async quote(tx: EntityManager, order: KnownOrder, wanted: readonly WantedInstead[]): Promise<ExchangeQuote> {
    const offered = await this.offered(tx, order);
    const units = wanted.map(({ lineId, quantity }) => ({ orderLineId: lineId, quantity, deductionPercent: 0 }));
    const back = { returnId: null, units, withShipping: false, feeMinor: 0 };
    const { lines, amountMinor: worthMinor } = await this.refunds.quote(tx, order, back);
    const goods = wanted.flatMap(({ lineId, instead }, index) => {
      const choice = offered.get(lineId)?.find(({ sku }) => sku === instead);
      const paid = lines[index];
      if (!choice || !paid) throw exchangeNotOffered(index);
      return goodsFor(choice, paid);
    });
    const priceMinor = priceOf(goods);
    return {
      ...{ goods, dueMinor: Math.max(0, priceMinor - worthMinor), refundMinor: Math.max(0, worthMinor - priceMinor) },
    };
  }
}
