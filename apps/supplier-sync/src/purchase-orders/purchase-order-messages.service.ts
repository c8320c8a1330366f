import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DeliveryEvent } from '../channels/delivery.entity.js';
import type { PurchaseOrder } from './purchase-order.entity.js';
import { purchaseOrderNotFound } from './purchase-order.errors.js';
import { findPurchaseOrders, findShipTos } from './purchase-order.store.js';
import { lineViews, purchaseOrderView } from './purchase-order.view.js';

/** Writes what suppliers are told. The same purchase order always gives the same words: a repetition is one. */
@Injectable()
export class PurchaseOrderMessagesService {
  constructor(private readonly dataSource: DataSource) {}

  async webhookMessage(id: string, type: DeliveryEvent): Promise<{ type: string; timestamp: string; data: object }> {
    const [purchaseOrder] = await findPurchaseOrders(this.dataSource.manager, [id]);
    if (!purchaseOrder) throw purchaseOrderNotFound(id);
    if (type === 'purchase-order.address-change-requested') return addressMessage(purchaseOrder);
    if (type !== 'purchase-order.created') return withdrawalMessage(purchaseOrder, type);
    const shipTos = await findShipTos(this.dataSource.manager, [purchaseOrder.orderId]);
    return createdMessage(purchaseOrder, shipTos.get(purchaseOrder.orderId)?.shipTo ?? null);
  }
}

/** As it was made, whatever has happened to it since, but for where it goes: that is asked for beside it. */
function createdMessage(purchaseOrder: PurchaseOrder, shipTo: Parameters<typeof purchaseOrderView>[1]) {
  const view = purchaseOrderView(purchaseOrder, shipTo);
  const untouched = {
    acknowledgedQuantity: 0,
    rejectedQuantity: 0,
    backorderedQuantity: 0,
    shippedQuantity: 0,
    cancelledQuantity: 0,
    expiredQuantity: 0,
  };
  return {
    type: 'purchase-order.created',
    timestamp: view.createdAt,
    data: {
      ...view,
      status: 'created',
      updatedAt: view.createdAt,
      sentAt: null,
      addressChange: null,
      lines: view.lines.map((line) => ({ ...line, ...untouched })),
    },
  };
}

/** @throws purchaseOrderNotFound for one that nothing was ever asked of: its delivery belongs to nobody. */
function addressMessage(purchaseOrder: PurchaseOrder) {
  const { id, number, orderId, supplierId, supplierCode, addressChange } = purchaseOrder;
  if (addressChange === null) throw purchaseOrderNotFound(id);
  const { changeId, shipTo, askedAt } = addressChange;
  const answerBy = purchaseOrder.addressAnswerDueAt?.toISOString() ?? null;
  return {
    type: 'purchase-order.address-change-requested',
    timestamp: askedAt,
    data: { id, number, orderId, supplierId, supplierCode, changeId, shipTo, answerBy },
  };
}

function withdrawalMessage(purchaseOrder: PurchaseOrder, type: 'purchase-order.cancelled' | 'purchase-order.expired') {
  const isCancelled = type === 'purchase-order.cancelled';
  const at = (isCancelled ? purchaseOrder.cancelledAt : purchaseOrder.expiredAt) ?? purchaseOrder.updatedAt;
  const { id, number, orderId, supplierId, supplierCode } = purchaseOrder;
  const lines = lineViews(purchaseOrder).map((line) => ({
    id: line.id,
    supplierSku: line.supplierSku,
    quantity: isCancelled ? line.cancelledQuantity : line.expiredQuantity,
  }));
  return {
    type,
    timestamp: at.toISOString(),
    data: { id, number, orderId, supplierId, supplierCode, lines: lines.filter(({ quantity }) => quantity > 0) },
  };
}
