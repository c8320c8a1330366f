import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { RefundCompleted, RefundFailed, RefundRequested, type RefundSum } from '#contracts';
import { draft, Outbox, presentCause } from '#messaging';
import type { KnownOrder } from '../orders/domain/known-order.js';
import {
  leftToRefund,
  refundSum,
  tooMuch,
  type GivenMoney,
  type LeftToRefund,
  type RefundedBefore,
  type RefundQuestion,
} from './domain/refund-sum.js';
import { otherCurrency, refundNotFound, refundOfNothing, refundSettled, refundTooHigh } from './refund.errors.js';

/** What is to be paid back, and for what. */
export interface WantedRefund extends Pick<RefundQuestion, 'units' | 'withShipping' | 'feeMinor'> {
  readonly returnId: string | null;
}

/** Money that a person gives back for goods that stay, and for which complaint. */
export interface GivenRefund extends GivenMoney {
  readonly complaintId: string;
  readonly currency: string;
  /** For the desk; the customer is not told. */
  readonly reason: string;
}

/** What a refund is for. */
interface RefundCause {
  readonly returnId: string | null;
  readonly complaintId: string | null;
  readonly reason: string | null;
}

export interface RefundRow {
  readonly id: string;
  readonly merchant_id: string;
  readonly order_id: string;
  readonly return_id: string | null;
  readonly complaint_id: string | null;
  readonly status: 'requested' | 'completed' | 'failed';
  readonly currency: string;
  readonly amount_minor: string;
  readonly sum: RefundSum;
  readonly store_reference: string | null;
  readonly failure_code: string | null;
  readonly reason: string | null;
  readonly attempts: number;
  readonly next_attempt_at: Date;
  readonly requested_at: Date;
  readonly settled_at: Date | null;
}

/** Decides refunds and writes down what came of them. */
@Injectable()
export class RefundsService {
  constructor(private readonly outbox: Outbox) {}

  /**
   * Puts a refund on record; the worker asks the store for it. The order is held by the caller: two sums of one order
   * are never reckoned from the same past.
   * @returns its id, or null when nothing is left to pay back.
   */
  async requestRefund(tx: EntityManager, order: KnownOrder, wanted: WantedRefund): Promise<string | null> {
    const sum = await this.quote(tx, order, wanted);
    if (sum.amountMinor === 0) return null;
    return this.put(tx, order, sum, { returnId: wanted.returnId, complaintId: null, reason: null });
  }

  /**
   * Puts a refund on record that a person decided on, for goods that stay; the order is held by the caller.
   * @throws otherCurrency, refundOfNothing, refundTooHigh with what is left
   */
  async give(tx: EntityManager, order: KnownOrder, given: GivenRefund): Promise<string> {
    const { lines, shippingMinor, complaintId, reason, currency } = given;
    if (currency !== order.currency) throw otherCurrency(order.currency);
    const amountMinor = lines.reduce((all, line) => all + line.amountMinor, shippingMinor);
    if (amountMinor === 0) throw refundOfNothing();
    const faults = tooMuch(given, await this.left(tx, order));
    if (faults.length > 0) throw refundTooHigh(faults, order.currency);
    const quantities = new Map(order.lines.map(({ lineId, quantity }) => [lineId, quantity]));
    const sum = {
      ...{ currency, amountMinor, shippingMinor, deductionMinor: 0 },
      lines: lines.map((line) => ({
        ...{ orderLineId: line.lineId, quantity: quantities.get(line.lineId) ?? 1, amountMinor: line.amountMinor },
      })),
    };
    return this.put(tx, order, sum, { returnId: null, complaintId, reason });
  }

  /** What a person could still give back. */
  async left(tx: EntityManager, order: KnownOrder): Promise<LeftToRefund> {
    return leftToRefund({ order, before: await this.before(tx, order.orderId) });
  }

  /** Oldest first. */
  ofComplaint(tx: EntityManager, complaintId: string): Promise<RefundRow[]> {
    return tx.query<RefundRow[]>(`SELECT * FROM refunds WHERE complaint_id = $1 ORDER BY id`, [complaintId]);
  }

  /** What {@link requestRefund} would pay back. */
  async quote(tx: EntityManager, order: KnownOrder, wanted: WantedRefund): Promise<RefundSum> {
    return refundSum({ order, before: await this.before(tx, order.orderId), ...wanted });
  }

  /** The store has paid back. Told twice, it changes nothing. */
  async complete(tx: EntityManager, refundId: string, storeReference: string): Promise<void> {
    const [rows] = await tx.query<[RefundRow[], number]>(
      `UPDATE refunds SET status = 'completed', store_reference = $2, failure_code = NULL, settled_at = now()
       WHERE id = $1 AND status <> 'completed' RETURNING *`,
      [refundId, storeReference],
    );
    for (const row of rows) {
      const { currency } = row.sum;
      const data = { ...aboutOf(row), storeReference, currency, amountMinor: Number(row.amount_minor) };
      const refundedAt = (row.settled_at ?? new Date()).toISOString();
      await this.outbox.append(tx, [draft(RefundCompleted, placeOf(row), { ...data, refundedAt })]);
    }
  }

  /** The store refused for good. Told twice, it changes nothing. */
  async fail(tx: EntityManager, refundId: string, reasonCode: string): Promise<void> {
    const [rows] = await tx.query<[RefundRow[], number]>(
      `UPDATE refunds SET status = 'failed', failure_code = $2, settled_at = now()
       WHERE id = $1 AND status = 'requested' RETURNING *`,
      [refundId, reasonCode],
    );
    for (const row of rows)
      await this.outbox.append(tx, [draft(RefundFailed, placeOf(row), { ...aboutOf(row), reasonCode })]);
  }

  /** A person made it. @throws refundNotFound */
  async confirm(tx: EntityManager, id: string, merchantId: string | null, reference: string): Promise<RefundRow> {
    await this.one(tx, id, merchantId);
    await this.complete(tx, id, reference);
    return this.one(tx, id, merchantId);
  }

  /** The store refused, the cause is mended: it is asked again, under the same key. @throws refundSettled */
  async retry(tx: EntityManager, id: string, merchantId: string | null): Promise<RefundRow> {
    await this.one(tx, id, merchantId);
    const [, changed] = await tx.query<[unknown[], number]>(
      `UPDATE refunds SET status = 'requested', settled_at = NULL, next_attempt_at = now()
       WHERE id = $1 AND status = 'failed'`,
      [id],
    );
    if (changed === 0) throw refundSettled();
    return this.one(tx, id, merchantId);
  }

  /** @throws refundNotFound, also for another merchant's. */
  async one(tx: EntityManager, id: string, merchantId: string | null): Promise<RefundRow> {
    const [row] = await tx.query<RefundRow[]>(
      `SELECT * FROM refunds WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)`,
      [id, merchantId],
    );
    if (!row) throw refundNotFound(id);
    return row;
  }

  private async put(tx: EntityManager, order: KnownOrder, sum: RefundSum, cause: RefundCause): Promise<string> {
    const id = uuidv7();
    const { merchantId, orderId } = order;
    const { returnId, complaintId, reason } = cause;
    await tx.query(
      `INSERT INTO refunds (id, merchant_id, order_id, return_id, complaint_id, reason, status, currency,
                            amount_minor, sum, cause)
       VALUES ($1, $2, $3, $4, $5, $6, 'requested', $7, $8, $9, $10)`,
      [
        ...[id, merchantId, orderId, returnId, complaintId, reason, sum.currency, sum.amountMinor],
        ...[JSON.stringify(sum), JSON.stringify(presentCause())],
      ],
    );
    const about = { refundId: id, orderId, returnId, claimId: null, complaintId };
    const data = { ...about, sum, requestedAt: new Date().toISOString() };
    await this.outbox.append(tx, [draft(RefundRequested, { merchantId, key: orderId }, data)]);
    return id;
  }

  /** What was decided before, failed ones included: they are mended and asked for again, never decided anew. */
  private async before(tx: EntityManager, orderId: string): Promise<RefundedBefore> {
    const rows = await tx.query<Pick<RefundRow, 'sum' | 'complaint_id'>[]>(
      `SELECT sum, complaint_id FROM refunds WHERE order_id = $1`,
      [orderId],
    );
    const units = new Map<string, number>();
    const lineMinor = new Map<string, number>();
    for (const { sum, complaint_id } of rows)
      for (const { orderLineId, quantity, amountMinor } of sum.lines) {
        lineMinor.set(orderLineId, (lineMinor.get(orderLineId) ?? 0) + amountMinor);
        // What was paid for a complaint was paid for goods that stayed.
        if (complaint_id === null) units.set(orderLineId, (units.get(orderLineId) ?? 0) + quantity);
      }
    const total = (of: (sum: RefundSum) => number): number => rows.reduce((all, { sum }) => all + of(sum), 0);
    return {
      units,
      lineMinor,
      shippingMinor: total((sum) => sum.shippingMinor),
      amountMinor: total((sum) => sum.amountMinor),
    };
  }
}

const placeOf = (row: RefundRow) => ({ merchantId: row.merchant_id, key: row.order_id });
const aboutOf = (row: RefundRow) => ({ refundId: row.id, orderId: row.order_id, returnId: row.return_id });

/** A refund as merchants and operators see it. */
export const refundView = (row: RefundRow) => ({
  id: row.id,
  orderId: row.order_id,
  returnId: row.return_id,
  complaintId: row.complaint_id,
  /** Why a person gave it; null: for what came back. */
  reason: row.reason,
  status: row.status,
  currency: row.currency,
  amountMinor: Number(row.amount_minor),
  lines: row.sum.lines,
  shippingMinor: row.sum.shippingMinor,
  deductionMinor: row.sum.deductionMinor,
  storeReference: row.store_reference,
  failureCode: row.failure_code,
  /** How often the store was asked, and when it will be asked again; null when it will not by itself. */
  attempts: row.attempts,
  nextAttemptAt: row.status === 'requested' ? row.next_attempt_at.toISOString() : null,
  requestedAt: row.requested_at.toISOString(),
  settledAt: row.settled_at?.toISOString() ?? null,
});

export type RefundView = ReturnType<typeof refundView>;
