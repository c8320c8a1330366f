import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersService } from '../orders/orders.service.js';
import { refundView, RefundsService, type GivenRefund, type RefundView } from '../refunds/refunds.service.js';
import { ComplaintQueries } from './complaint-queries.service.js';
import type { ComplaintScope, Solution } from './complaint-rows.js';
import { complaintMerged } from './complaint.errors.js';
import { ComplaintsService } from './complaints.service.js';

/** What can still be given back, and what was given for the complaint. */
export interface ComplaintRefundsView {
  readonly currency: string;
  readonly lines: readonly {
    readonly lineId: string;
    readonly sku: string;
    readonly title: string;
    readonly quantity: number;
    readonly paidMinor: number;
    readonly leftMinor: number;
  }[];
  readonly shippingLeftMinor: number;
  /** Of all together. */
  readonly leftMinor: number;
  readonly refunds: readonly RefundView[];
}

/** Money for what a customer complained about and keeps. */
@Injectable()
export class ComplaintRefunds {
  constructor(
    private readonly orders: OrdersService,
    private readonly complaints: ComplaintsService,
    private readonly queries: ComplaintQueries,
    private readonly refunds: RefundsService,
  ) {}

  /** @throws complaintNotFound */
  async left(tx: EntityManager, scope: ComplaintScope): Promise<ComplaintRefundsView> {
    const { orderId, merchantId } = await this.queries.one(scope, undefined, tx);
    const order = await this.orders.order(tx, { orderId, merchantId });
    const { lines, shippingMinor, amountMinor } = await this.refunds.left(tx, order);
    const known = new Map(order.lines.map((line) => [line.lineId, line]));
    return {
      ...{ currency: order.currency, shippingLeftMinor: shippingMinor, leftMinor: amountMinor },
      lines: lines.flatMap(({ lineId, paidMinor, leftMinor }) => {
        const line = known.get(lineId);
        if (!line) return [];
        const { sku, title, quantity } = line;
        return [{ lineId, sku, title, quantity, paidMinor, leftMinor }];
      }),
      refunds: (await this.refunds.ofComplaint(tx, scope.complaintId)).map(refundView),
    };
  }

  /**
   * Decides on a refund; the store is asked for it next. Whoever decides at the same moment waits, and sees what is
   * left after this one.
   * @param solution how the complaint ends by it; null: it stays open.
   * @throws complaintNotFound, complaintChanged, complaintMerged, refundTooHigh and its like
   */
  async refund(
    tx: EntityManager,
    scope: ComplaintScope,
    given: Omit<GivenRefund, 'complaintId'>,
    solution: Omit<Solution, 'resolution'> | null,
  ): Promise<RefundView> {
    const { orderId, merchantId } = await this.queries.one(scope, undefined, tx);
    // As when a complaint is opened: the order first, then the complaint.
    const order = await this.orders.holdOrder(tx, { orderId, merchantId });
    const { id: complaintId, status } = await this.complaints.hold(tx, scope);
    if (status === 'merged') throw complaintMerged();
    const id = await this.refunds.give(tx, order, { ...given, complaintId });
    if (solution !== null)
      await this.complaints.solve(tx, { ...scope, seen: null }, { ...solution, resolution: 'refund' });
    return refundView(await this.refunds.one(tx, id, merchantId));
  }
}
