import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { KnownOrder } from '../orders/domain/known-order.js';
import type { ReturnPolicy } from '../policies/domain/return-policy.js';
import { PoliciesService } from '../policies/policies.service.js';
import type { UnitsToRefund } from '../refunds/domain/refund-sum.js';
import { RefundsService } from '../refunds/refunds.service.js';
import { isDefect } from './domain/assess-return.js';
import { assertTransition } from './domain/return-state.js';
import { unitsDue } from './domain/units-due.js';
import { updateReturn, type ReturnLineRow, type ReturnRecord } from './return-rows.js';
import { nothingToRefund } from './return.errors.js';

/** Pays back what came back. The order is held by the caller. */
@Injectable()
export class ReturnSettlement {
  constructor(
    private readonly policies: PoliciesService,
    private readonly refunds: RefundsService,
  ) {}

  /** After goods came, or when none have to come: what the policy lets happen by itself. */
  async settle(tx: EntityManager, order: KnownOrder, record: ReturnRecord): Promise<void> {
    const policy = await this.policies.pinned(tx, order.merchantId, order.policyVersion);
    if (policy.refund === 'automatic') await this.refund(tx, order, record);
  }

  /**
   * Asks the store for the money of all units that came back and were not refunded.
   * @throws nothingToRefund
   */
  async refund(tx: EntityManager, order: KnownOrder, record: ReturnRecord): Promise<void> {
    assertTransition(record.status, 'refunding');
    const policy = await this.policies.pinned(tx, order.merchantId, order.policyVersion);
    const units = record.lines.flatMap((line) => unitsOf(policy, line));
    if (units.length === 0) throw nothingToRefund();
    await tx.query(
      `UPDATE return_lines l SET refunded_quantity = l.refunded_quantity + d.quantity
       FROM jsonb_to_recordset($1::jsonb) AS d (id uuid, quantity int) WHERE l.id = d.id`,
      [JSON.stringify(record.lines.map((line) => ({ id: line.id, quantity: dueOf(line) })))],
    );
    const refundId = await this.refunds.requestRefund(tx, order, {
      ...{ returnId: record.id, units, withShipping: record.kind === 'withdrawal' },
      feeMinor: await this.feeOf(tx, policy, record),
    });
    // Nothing may be left to pay: then a person closes the return.
    if (refundId !== null) await updateReturn(tx, record.id, { status: 'refunding' });
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

/** Nobody pays for the state of goods that were sold in that state. */
const unitsOf = (policy: ReturnPolicy, line: ReturnLineRow): UnitsToRefund[] =>
  unitsDue(line).map(({ condition, quantity }) => ({
    ...{ orderLineId: line.order_line_id, quantity },
    deductionPercent: isDefect(line.reason_code) ? 0 : policy.deductionPercent[condition],
  }));
