import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  PurchaseOrderAcknowledged,
  PurchaseOrderCancelled,
  PurchaseOrderExpired,
  PurchaseOrderShipped,
} from '#contracts';
import { SafetyStockService } from '../offers/safety-stock.service.js';
import { SupplierRecordsService } from '../offers/supplier-records.service.js';
import type { RecordCounts } from '../routing/domain/supplier-record.js';
import type { OrderRecord } from './domain/order.js';

/** A parcel that leaves within a day of its time is in time: nobody promises an hour. */
const GRACE_DAYS = 1;

interface Answer {
  readonly orderId: string;
  readonly supplierId: string;
  readonly purchaseOrderId: string;
}

const sumOf = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0);

/** What suppliers' answers teach about them. */
@Injectable()
export class SupplierLearning {
  constructor(
    private readonly records: SupplierRecordsService,
    private readonly safetyStock: SafetyStockService,
  ) {}

  /** @param reliedHours unit-hours for which the accepted units' stock number was relied on, and rightly so. */
  async acknowledged(
    tx: EntityManager,
    { merchantId }: OrderRecord,
    data: PurchaseOrderAcknowledged,
    reliedHours: number,
  ): Promise<void> {
    const answers = data.lines.map((line) => ({
      orderLineId: line.orderLineId,
      confirmed: line.acceptedQuantity,
      // A backorder says that the units are not there now.
      absent: line.backorderedQuantity + (line.reasonCode === 'OUT_OF_STOCK' ? line.rejectedQuantity : 0),
    }));
    await this.safetyStock.learn(tx, data.purchaseOrderId, answers);
    const counts = {
      accepted: sumOf(data.lines, (line) => line.acceptedQuantity + line.backorderedQuantity),
      refused: sumOf(data.lines, (line) => line.rejectedQuantity),
      absent: sumOf(answers, ({ absent }) => absent),
      reliedHours,
    };
    await this.records.observe(tx, merchantId, data.supplierId, { at: data.acknowledgedAt, counts, unanswered: false });
  }

  /** Units that came back. What a customer's cancellation took back is not the supplier's doing. */
  async takenBack(
    tx: EntityManager,
    { merchantId, cancelReason }: OrderRecord,
    data: PurchaseOrderExpired | PurchaseOrderCancelled,
    kind: 'expired' | 'cancelled',
  ): Promise<void> {
    const units = sumOf(data.lines, ({ quantity }) => quantity);
    const at = 'expiredAt' in data ? data.expiredAt : data.cancelledAt;
    if (kind === 'expired') await this.observe(tx, merchantId, data, at, { refused: units }, true);
    else if (cancelReason === null) await this.observe(tx, merchantId, data, at, { cancelled: units }, null);
  }

  async shipped(tx: EntityManager, { merchantId }: OrderRecord, data: PurchaseOrderShipped): Promise<void> {
    const leaveBy = await this.promisedDeparture(tx, data);
    const kept = sumOf(data.parcels, (parcel) => sumOf(parcel.lines, ({ quantity }) => quantity));
    const late = data.parcels.filter(({ shippedAt }) => leaveBy !== null && new Date(shippedAt) > leaveBy).length;
    const at =
      data.parcels
        .map(({ shippedAt }) => shippedAt)
        .sort()
        .at(-1) ?? new Date().toISOString();
    await this.observe(tx, merchantId, data, at, { kept, late, onTime: data.parcels.length - late }, false);
  }

  /** What became of a parcel: delivered, or on its way back. */
  async parcelEnded(
    tx: EntityManager,
    order: OrderRecord,
    parcelId: string,
    at: string,
    returned: boolean,
  ): Promise<void> {
    const purchaseOrderId = order.parcels.find(({ id }) => id === parcelId)?.purchaseOrderId ?? null;
    const supplierId = order.allocations.find((each) => each.purchaseOrderId === purchaseOrderId)?.supplierId;
    if (supplierId === undefined) return;
    const counts = returned ? { returned: 1 } : { sound: 1 };
    await this.records.observe(tx, order.merchantId, supplierId, { at, counts, unanswered: null });
  }

  private async observe(
    tx: EntityManager,
    merchantId: string,
    { supplierId }: Answer,
    at: string,
    counts: Partial<RecordCounts>,
    unanswered: boolean | null,
  ): Promise<void> {
    await this.records.observe(tx, merchantId, supplierId, { at, counts, unanswered });
  }

  /** When the goods of a purchase order should have left, by the offers that it was planned from. */
  private async promisedDeparture(tx: EntityManager, { orderId, purchaseOrderId }: Answer): Promise<Date | null> {
    const rows = await tx.query<{ leave_by: Date | null }[]>(
      `SELECT max(d.decided_at + make_interval(days => o.lead_time_days + $3)) AS leave_by
       FROM allocations a
       JOIN routing_decisions d ON d.order_id = a.order_id AND d.routing_version = a.routing_version
       JOIN offers o ON o.id = a.offer_id
       WHERE a.order_id = $1 AND a.purchase_order_id = $2`,
      [orderId, purchaseOrderId, GRACE_DAYS],
    );
    return rows[0]?.leave_by ?? null;
  }
}
