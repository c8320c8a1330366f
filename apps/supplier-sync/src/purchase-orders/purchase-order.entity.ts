import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PostalAddress } from '#contracts';
import { minorUnitsColumn } from '../bigint-column.js';
import type { LineAnswer, LineOutcome, LineQuantities, QuantityFault } from './domain/line-quantities.js';
import { answerLine, cancelLine, expireLine, shipLine, unanswered } from './domain/line-quantities.js';
import type { PurchaseOrderStatus } from './domain/purchase-order-status.js';
import { assertTransition, openStatuses } from './domain/purchase-order-status.js';
import { statusAfter, statusAfterRelease } from './domain/status-after.js';

/** Where an order goes, and nothing else about its customer: no e-mail, no price. */
@Entity('ship_tos')
export class ShipTo {
  @PrimaryColumn('uuid', { name: 'order_id' }) orderId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('jsonb', { name: 'ship_to', nullable: true }) shipTo!: PostalAddress | null;
}

@Entity('purchase_order_lines')
export class PurchaseOrderLine implements LineQuantities {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'purchase_order_id' }) purchaseOrderId!: string;
  @Column('int') position!: number;
  @Column('uuid', { name: 'order_line_id' }) orderLineId!: string;
  @Column('text', { name: 'supplier_sku' }) supplierSku!: string;
  @Column('text') sku!: string;
  @Column('text') title!: string;
  @Column('bigint', { name: 'unit_cost_minor', transformer: minorUnitsColumn }) unitCostMinor!: number;
  @Column('int') quantity!: number;
  @Column('int', { name: 'accepted_quantity' }) acceptedQuantity!: number;
  @Column('int', { name: 'backordered_quantity' }) backorderedQuantity!: number;
  @Column('int', { name: 'rejected_quantity' }) rejectedQuantity!: number;
  @Column('int', { name: 'cancelled_quantity' }) cancelledQuantity!: number;
  @Column('int', { name: 'expired_quantity' }) expiredQuantity!: number;
  @Column('int', { name: 'shipped_quantity' }) shippedQuantity!: number;
}

/** Another address that a supplier was asked to ship to, and what came of it. */
export interface AddressChange {
  readonly changeId: string;
  readonly shipTo: PostalAddress;
  readonly askedAt: string;
  /** Null while the supplier is waited for. */
  accepted: boolean | null;
}

/** Units that come back from the supplier. */
export interface ReleasedUnits {
  readonly line: PurchaseOrderLine;
  readonly quantity: number;
}

/** A line of a supplier's message that cannot be so; `index` counts as in the message. */
export interface LineFault {
  readonly index: number;
  readonly code: QuantityFault | 'UNKNOWN_LINE';
  readonly detail: string;
}

/** What one supplier is asked for. Its lines are loaded with it, see `loadPurchaseOrder`. */
@Entity('purchase_orders')
export class PurchaseOrder {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text') number!: string;
  @Column('uuid', { name: 'order_id' }) orderId!: string;
  @Column('uuid', { name: 'supplier_id' }) supplierId!: string;
  @Column('text', { name: 'supplier_code' }) supplierCode!: string;
  @Column('int', { name: 'routing_version' }) routingVersion!: number;
  @Column('text') currency!: string;
  @Column('text') status!: PurchaseOrderStatus;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
  @Column('timestamptz', { name: 'acknowledge_by' }) acknowledgeBy!: Date;
  /** `acknowledgeBy` while somebody waits for it, null afterwards. */
  @Column('timestamptz', { name: 'answer_due_at', nullable: true }) answerDueAt!: Date | null;
  @Column('timestamptz', { name: 'ship_by' }) shipBy!: Date;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true }) cancelledAt!: Date | null;
  @Column('timestamptz', { name: 'expired_at', nullable: true }) expiredAt!: Date | null;
  /** Where it goes when that is not where its order goes. */
  @Column('jsonb', { name: 'ship_to', nullable: true }) shipTo!: PostalAddress | null;
  /** The newest that its supplier was asked for. */
  @Column('jsonb', { name: 'address_change', nullable: true }) addressChange!: AddressChange | null;
  /** Until when the supplier is waited for; null when nobody waits. */
  @Column('timestamptz', { name: 'address_answer_due_at', nullable: true }) addressAnswerDueAt!: Date | null;

  lines: PurchaseOrderLine[] = [];

  get isOpen(): boolean {
    return openStatuses.includes(this.status);
  }

  /** Applies an answer line by line; the first return with faults means that the object must not be saved. */
  answer(answers: readonly (LineAnswer & { readonly lineId: string })[]): LineFault[] {
    const faults = answers.flatMap((answer, index) =>
      this.onLine(answer.lineId, index, (line) => answerLine(line, answer)),
    );
    if (faults.length === 0) this.settleAt(statusAfter(this.lines));
    return faults;
  }

  /** Lets units leave; faults as in {@link answer}. */
  ship(units: readonly { readonly lineId: string; readonly quantity: number }[]): LineFault[] {
    const faults = units.flatMap(({ lineId, quantity }, index) =>
      this.onLine(lineId, index, (line) => shipLine(line, quantity)),
    );
    if (faults.length === 0) this.settleAt(statusAfter(this.lines));
    return faults;
  }

  /** Gives up what has not left. Nothing comes back when all has left or was given up before. */
  cancel(at: Date): ReleasedUnits[] {
    const released = this.release(cancelLine);
    if (released.length === 0) return released;
    this.cancelledAt = at;
    this.settleAt(statusAfterRelease(this.lines, this.status, 'cancelled'));
    return released;
  }

  /** Takes back what was not answered in time. */
  expire(at: Date): ReleasedUnits[] {
    const released = this.release(expireLine);
    this.answerDueAt = null;
    if (released.length === 0) return released;
    this.expiredAt = at;
    this.settleAt(statusAfterRelease(this.lines, this.status, 'expired'));
    return released;
  }

  /** Asks for another address. */
  askAddress(changeId: string, shipTo: PostalAddress, at: Date, dueAt: Date): void {
    this.addressChange = { changeId, shipTo, askedAt: at.toISOString(), accepted: null };
    this.addressAnswerDueAt = dueAt;
  }

  /** Ends the waiting for an answer about the address. @returns the change; null when nobody waits. */
  answerAddress(accepted: boolean): AddressChange | null {
    const change = this.addressChange;
    if (change?.accepted !== null) return null;
    change.accepted = accepted;
    if (accepted) this.shipTo = change.shipTo;
    this.addressAnswerDueAt = null;
    return change;
  }

  /** The supplier's side has it. @returns false when that was known, or nobody cares any more. */
  markSent(at: Date): boolean {
    if (this.sentAt !== null || !this.isOpen) return false;
    this.sentAt = at;
    if (this.status === 'created') this.status = 'sent';
    return true;
  }

  lineById(id: string): PurchaseOrderLine | undefined {
    return this.lines.find((line) => line.id === id);
  }

  private settleAt(status: PurchaseOrderStatus): void {
    assertTransition(this.status, status);
    this.status = status;
    const hasShipped = this.lines.some((line) => line.shippedQuantity > 0);
    // A ship notice is an answer: whoever has begun to ship is not taken for silent about the rest.
    if (hasShipped || this.lines.every((line) => unanswered(line) === 0)) this.answerDueAt = null;
  }

  private release(step: (line: LineQuantities) => { line: LineQuantities; released: number }): ReleasedUnits[] {
    return this.lines.flatMap((line) => {
      const { line: after, released } = step(line);
      Object.assign(line, after);
      return released > 0 ? [{ line, quantity: released }] : [];
    });
  }

  private onLine(lineId: string, index: number, step: (line: LineQuantities) => LineOutcome): LineFault[] {
    const line = this.lineById(lineId);
    if (!line) return [{ index, code: 'UNKNOWN_LINE', detail: `The purchase order has no line ${lineId}` }];
    const outcome = step(line);
    if ('line' in outcome) {
      Object.assign(line, outcome.line);
      return [];
    }
    return [{ index, code: outcome.fault, detail: `At most ${outcome.limit} units are possible` }];
  }
}
