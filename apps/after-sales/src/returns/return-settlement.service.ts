import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ExchangeRequested, ReturnExchanged, type RefundSum } from '#contracts';
import { draft, Outbox } from '#messaging';
import type { KnownOrder } from '../orders/domain/known-order.js';
import type { ReturnPolicy } from '../policies/domain/return-policy.js';
import { PoliciesService } from '../policies/policies.service.js';
import type { UnitsToRefund } from '../refunds/domain/refund-sum.js';
import { RefundsService, type WantedRefund } from '../refunds/refunds.service.js';
import { isDefect } from './domain/assess-return.js';
import { assertTransition } from './domain/return-state.js';
import { exchangeNumber, priceOf, pricedNow } from './domain/exchange-goods.js';
import { unitsDue } from './domain/units-due.js';
import { closed, placeOf } from './return-facts.js';
import { updateReturn, type ReturnLineRow, type ReturnRecord } from './return-rows.js';
import { nothingToRefund } from './return.errors.js';

/** What is due for what came back. */
export interface SettlementPreview {
  /** Null: an exchange, whose difference is reckoned when it is made, or nothing is due. */
  readonly refund: RefundSum | null;
  /** Whether it is paid back at once or waits for a person. */
  readonly mode: ReturnPolicy['refund'];
}

/** Pays back what came back. The order is held by the caller. */
@Injectable()
export class ReturnSettlement {
  constructor(
    private readonly policies: PoliciesService,
    private readonly refunds: RefundsService,
    private readonly outbox: Outbox,
  ) {}

  /** After goods came, or when none have to come: what the policy lets happen by itself. */
  async settle(tx: EntityManager, order: KnownOrder, record: ReturnRecord): Promise<void> {
    const policy = await this.policies.pinned(tx, order.merchantId, order.policyVersion);
    if (record.kind === 'exchange') await this.exchange(tx, order, record, policy);
    else if (policy.refund === 'automatic') await this.refund(tx, order, record);
  }

  /**
   * Asks for the order of the wanted goods. What came back pays for them as far as it goes; what it is worth beyond
   * them is paid back.
   */
  private async exchange(
    tx: EntityManager,
    order: KnownOrder,
    record: ReturnRecord,
    policy: ReturnPolicy,
  ): Promise<void> {
    assertTransition(record.status, 'exchanged');
    const back = { returnId: record.id, units: unitsDueOf(policy, record), withShipping: false, feeMinor: 0 };
    const { lines: paid, amountMinor: worthMinor } = await this.refunds.quote(tx, order, back);
    const wanted = pricedNow(record.exchange?.lines ?? [], paid);
    const goodsMinor = priceOf(wanted);
    const creditMinor = Math.min(worthMinor, goodsMinor);
    const dueMinor = goodsMinor - creditMinor;
    const exchangeOrderId = uuidv7();
    await this.noteRefunded(tx, record);
    const refundId = await this.refunds.requestRefund(tx, order, { ...back, feeMinor: creditMinor });
    const now = new Date();
    const ends = refundId === null ? { outcome: 'exchanged', closed_at: now } : {};
    const exchange = { lines: wanted, orderId: exchangeOrderId, dueMinor };
    await updateReturn(tx, record.id, { status: refundId === null ? 'closed' : 'refunding', exchange, ...ends });
    const about = { returnId: record.id, orderId: order.orderId, exchangeOrderId };
    await this.outbox.append(tx, [
      draft(ExchangeRequested, placeOf(record), {
        ...{
          ...about,
          externalId: exchangeNumber(order.externalId, record.number),
          currency: order.currency,
          creditMinor,
          dueMinor,
        },
        lines: wanted.map(({ sku, title, quantity, unitPriceMinor }) => ({
          ...{ orderLineId: uuidv7(), sku, title, quantity, unitPriceMinor },
        })),
      }),
      draft(ReturnExchanged, placeOf(record), { ...about, number: record.number, exchangedAt: now.toISOString() }),
      ...(refundId === null ? [closed(record, 'exchanged', now)] : []),
    ]);
  }

  /**
   * Asks the store for the money of all units that came back and were not refunded.
   * @throws nothingToRefund
   */
  async refund(tx: EntityManager, order: KnownOrder, record: ReturnRecord): Promise<void> {
    assertTransition(record.status, 'refunding');
    const policy = await this.policies.pinned(tx, order.merchantId, order.policyVersion);
    const wanted = await this.wantedOf(tx, policy, record);
    if (wanted.units.length === 0) throw nothingToRefund();
    await this.noteRefunded(tx, record);
    const refundId = await this.refunds.requestRefund(tx, order, wanted);
    // Nothing may be left to pay: then a person closes the return.
    if (refundId !== null) await updateReturn(tx, record.id, { status: 'refunding' });
  }

  /** What {@link settle} would pay back, or a person by {@link refund}. */
  async preview(tx: EntityManager, order: KnownOrder, record: ReturnRecord): Promise<SettlementPreview> {
    const policy = await this.policies.pinned(tx, order.merchantId, order.policyVersion);
    const wanted = await this.wantedOf(tx, policy, record);
    const isDue = record.kind !== 'exchange' && wanted.units.length > 0;
    return { refund: isDue ? await this.refunds.quote(tx, order, wanted) : null, mode: policy.refund };
  }

  private async wantedOf(tx: EntityManager, policy: ReturnPolicy, record: ReturnRecord): Promise<WantedRefund> {
    return {
      ...{ returnId: record.id, units: unitsDueOf(policy, record), withShipping: record.kind === 'withdrawal' },
      feeMinor: await this.feeOf(tx, policy, record),
    };
  }

  /** The units that are due now are not due again. */
  private async noteRefunded(tx: EntityManager, { lines }: ReturnRecord): Promise<void> {
    await tx.query(
      `UPDATE return_lines l SET refunded_quantity = l.refunded_quantity + d.quantity
       FROM jsonb_to_recordset($1::jsonb) AS d (id uuid, quantity int) WHERE l.id = d.id`,
      [JSON.stringify(lines.map((line) => ({ id: line.id, quantity: dueOf(line) })))],
    );
  }

  /** Once per return, when the customer pays the way and we gave the label. */
  private async feeOf(tx: EntityManager, policy: ReturnPolicy, record: ReturnRecord): Promise<number> {
    if (policy.labelFeeMinor === 0 || record.lines.some((line) => line.refunded_quantity > 0)) return 0;
    const rows = await tx.query<unknown[]>(
      `SELECT FROM return_parcels WHERE return_id = $1 AND method = 'label' AND payer = 'customer' LIMIT 1`,
      [record.id],
    );
    return rows.length > 0 ? policy.labelFeeMinor : 0;
  }
}

const dueOf = (line: ReturnLineRow): number => unitsDue(line).reduce((sum, { quantity }) => sum + quantity, 0);

const unitsDueOf = (policy: ReturnPolicy, { lines }: ReturnRecord): UnitsToRefund[] =>
  lines.flatMap((line) => unitsOf(policy, line));

/** Nobody pays for the state of goods that were sold in that state. */
const unitsOf = (policy: ReturnPolicy, line: ReturnLineRow): UnitsToRefund[] =>
  unitsDue(line).map(({ condition, quantity }) => ({
    ...{ orderLineId: line.order_line_id, quantity },
    deductionPercent: isDefect(line.reason_code) ? 0 : policy.deductionPercent[condition],
  }));
