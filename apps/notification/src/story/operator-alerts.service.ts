import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OrderUnroutable, PurchaseOrderExpired, ShipmentStalled } from '#contracts';
import { FactsService } from '../facts/facts.service.js';
import { OperatorTelling } from '../telling/operator-telling.service.js';

/** Tells the operator what is stuck. Without OPERATOR_EMAIL nobody is told. */
@Injectable()
export class OperatorAlertsService {
  constructor(
    private readonly facts: FactsService,
    private readonly operators: OperatorTelling,
  ) {}

  async tellUnroutable(tx: EntityManager, merchantId: string, unroutable: OrderUnroutable): Promise<void> {
    await this.operators.tell(tx, {
      merchantId,
      orderId: unroutable.orderId,
      subjectId: unroutable.orderId,
      reason: `v${String(unroutable.routingVersion)}`,
      template: 'order-unroutable',
      facts: {
        reasonCode: unroutable.reasonCode,
        nextAction: unroutable.nextAction,
        lines: unroutable.lines.map(({ sku, quantity, reasonCode }) => ({
          title: sku === '' ? '–' : sku,
          sku: reasonCode,
          quantity,
          amountMinor: null,
        })),
      },
    });
  }

  async tellOverdue(tx: EntityManager, merchantId: string, expired: PurchaseOrderExpired): Promise<void> {
    if (!this.operators.listens) return;
    const supplier = await this.facts.supplier(tx, expired.supplierId);
    const number = await this.facts.purchaseOrderNumber(tx, expired.purchaseOrderId);
    const units = expired.lines.reduce((sum, line) => sum + line.quantity, 0);
    await this.operators.tell(tx, {
      merchantId,
      orderId: expired.orderId,
      subjectId: expired.purchaseOrderId,
      template: 'purchase-order-overdue',
      facts: {
        name: supplier.name,
        purchaseOrder: { number, acknowledgeBy: null },
        lines: [{ title: number, sku: null, quantity: units, amountMinor: null }],
      },
    });
  }

  async tellStalled(tx: EntityManager, merchantId: string, stalled: ShipmentStalled): Promise<void> {
    if (!this.operators.listens) return;
    const { carrier, trackingNumber } = await this.facts.parcel(tx, stalled.shipmentId);
    await this.operators.tell(tx, {
      merchantId,
      orderId: stalled.orderId,
      subjectId: stalled.shipmentId,
      // Each silence is a reason of its own, and so is each level that it grows to.
      reason: `${stalled.shipmentId}:${stalled.quietSince}${(stalled.level ?? 1) > 1 ? `:${String(stalled.level)}` : ''}`,
      template: 'shipment-stalled',
      facts: {
        at: stalled.quietSince,
        parcel: { carrier, trackingNumber, delivered: 0, total: 1, unitsToCome: 0, complete: false },
      },
    });
  }
}
