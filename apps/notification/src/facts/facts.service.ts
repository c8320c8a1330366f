import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  MerchantRegistered,
  OrderPlaced,
  PurchaseOrderCreated,
  ShipmentPromised,
  ShipmentRegistered,
  ShipmentStatus,
  SupplierChanged,
} from '#contracts';
import { toE164 } from '../notifications/domain/phone-number.js';
import { FactNotKnownYetError } from './facts.errors.js';
import { KnownMerchant } from './known-merchant.entity.js';
import { KnownOrder } from './known-order.entity.js';
import { KnownParcel } from './known-parcel.entity.js';
import { KnownPurchaseOrder } from './known-purchase-order.entity.js';
import { KnownSupplier } from './known-supplier.entity.js';

/** Keeps what messages are made of, as other services told it. */
@Injectable()
export class FactsService {
  async keepMerchant(tx: EntityManager, { merchantId, name, defaultLanguage }: MerchantRegistered): Promise<void> {
    await tx.upsert(KnownMerchant, { merchantId, name, defaultLanguage }, ['merchantId']);
  }

  async keepSupplier(tx: EntityManager, supplier: SupplierChanged): Promise<void> {
    const { supplierId, name, contactEmail, language } = supplier;
    const channel = supplier.channel ?? null;
    await tx.upsert(KnownSupplier, { supplierId, name, contactEmail, language, channel }, ['supplierId']);
  }

  async keepOrder(tx: EntityManager, merchantId: string, placed: OrderPlaced): Promise<KnownOrder> {
    const { goodsMinor, shippingMinor, discountMinor, totalMinor } = placed;
    const order = Object.assign(new KnownOrder(), {
      orderId: placed.orderId,
      merchantId,
      externalId: placed.externalId,
      trackingToken: placed.trackingToken,
      firstName: placed.customer.name.trim().split(/\s+/u)[0] ?? '',
      email: placed.customer.email,
      phone: toE164(placed.customer.phone ?? placed.shippingAddress?.phone, placed.shippingAddress?.country ?? null),
      language: placed.customer.language,
      country: placed.shippingAddress?.country ?? null,
      currency: placed.currency,
      lines: placed.lines.map(({ lineId, sku, title, quantity, unitPriceMinor }) => ({
        lineId,
        sku,
        title,
        quantity,
        unitPriceMinor,
      })),
      totals: { goodsMinor, shippingMinor, discountMinor, totalMinor },
      promiseBy: placed.promiseBy === null ? null : new Date(placed.promiseBy),
    });
    await tx.upsert(KnownOrder, order, ['orderId']);
    return order;
  }

  /** Nothing more of an order will come. */
  async closeOrder(tx: EntityManager, orderId: string): Promise<void> {
    await this.order(tx, orderId);
    await tx.query(`UPDATE known_orders SET open = false WHERE order_id = $1`, [orderId]);
  }

  /** Whether something of an order is still to come. It cannot be closed until the transaction ends. */
  async isOpen(tx: EntityManager, orderId: string): Promise<boolean> {
    const [row] = await tx.query<{ open: boolean }[]>(`SELECT open FROM known_orders WHERE order_id = $1 FOR SHARE`, [
      orderId,
    ]);
    return row?.open ?? false;
  }

  /** What had not left was cancelled. */
  async cancelRest(tx: EntityManager, orderId: string): Promise<void> {
    await tx.update(KnownOrder, { orderId }, { restCancelled: true });
  }

  /** Told again it changes nothing of how far the parcel is. */
  async keepParcel(tx: EntityManager, registered: ShipmentRegistered): Promise<KnownParcel> {
    const { shipmentId, orderId, carrier, trackingNumber } = registered;
    const lines = registered.lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity }));
    await tx.upsert(KnownParcel, { shipmentId, orderId, carrier, trackingNumber, lines }, ['shipmentId']);
    return this.parcel(tx, shipmentId);
  }

  async keepPurchaseOrder(
    tx: EntityManager,
    { purchaseOrderId, orderId, number }: PurchaseOrderCreated,
  ): Promise<void> {
    await tx.upsert(KnownPurchaseOrder, { purchaseOrderId, orderId, number }, ['purchaseOrderId']);
  }

  async moveParcel(tx: EntityManager, shipmentId: string, status: ShipmentStatus): Promise<void> {
    await tx.update(KnownParcel, { shipmentId }, { status, delivered: status === 'delivered' });
  }

  async expectParcel(tx: EntityManager, { shipmentId, latestDay }: ShipmentPromised): Promise<void> {
    await tx.update(KnownParcel, { shipmentId }, { expectedDay: latestDay });
  }

  /** @throws FactNotKnownYetError */
  async order(tx: EntityManager, orderId: string): Promise<KnownOrder> {
    const order = await tx.findOneBy(KnownOrder, { orderId });
    if (!order) throw new FactNotKnownYetError('order', orderId);
    return order;
  }

  /** @throws FactNotKnownYetError */
  async parcel(tx: EntityManager, shipmentId: string): Promise<KnownParcel> {
    const parcel = await tx.findOneBy(KnownParcel, { shipmentId });
    if (!parcel) throw new FactNotKnownYetError('parcel', shipmentId);
    return parcel;
  }

  /** In the order in which they left. */
  parcelsOf(tx: EntityManager, orderId: string): Promise<KnownParcel[]> {
    return tx.find(KnownParcel, { where: { orderId }, order: { shipmentId: 'ASC' } });
  }

  /** @throws FactNotKnownYetError */
  async supplier(tx: EntityManager, supplierId: string): Promise<KnownSupplier> {
    const supplier = await tx.findOneBy(KnownSupplier, { supplierId });
    if (!supplier) throw new FactNotKnownYetError('supplier', supplierId);
    return supplier;
  }

  /** @throws FactNotKnownYetError */
  async purchaseOrderNumber(tx: EntityManager, purchaseOrderId: string): Promise<string> {
    const purchaseOrder = await tx.findOneBy(KnownPurchaseOrder, { purchaseOrderId });
    if (!purchaseOrder) throw new FactNotKnownYetError('purchase order', purchaseOrderId);
    return purchaseOrder.number;
  }

  /** The merchant, or null: a message can do without its name. */
  merchant(tx: EntityManager, merchantId: string): Promise<KnownMerchant | null> {
    return tx.findOneBy(KnownMerchant, { merchantId });
  }
}
