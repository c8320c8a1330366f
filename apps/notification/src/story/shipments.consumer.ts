import type { EntityManager } from 'typeorm';
import {
  ShipmentDelivered,
  ShipmentRegistered,
  ShipmentStalled,
  ShipmentStatusChanged,
  type Envelope,
} from '#contracts';
import { Consumer, On } from '#messaging';
import { CustomerStoryService } from './customer-story.service.js';
import { OperatorAlertsService } from './operator-alerts.service.js';

@Consumer()
export class ShipmentsConsumer {
  constructor(
    private readonly customers: CustomerStoryService,
    private readonly operators: OperatorAlertsService,
  ) {}

  @On(ShipmentRegistered, { batch: true })
  onShipmentRegistered({ data }: Envelope<ShipmentRegistered>, tx: EntityManager): Promise<void> {
    return this.customers.tellShipped(tx, data);
  }

  @On(ShipmentStatusChanged, { batch: true })
  onShipmentStatusChanged({ data }: Envelope<ShipmentStatusChanged>, tx: EntityManager): Promise<void> {
    return this.customers.tellChanged(tx, data);
  }

  @On(ShipmentDelivered, { batch: true })
  onShipmentDelivered({ data }: Envelope<ShipmentDelivered>, tx: EntityManager): Promise<void> {
    return this.customers.tellDelivered(tx, data);
  }

  @On(ShipmentStalled, { batch: true })
  async onShipmentStalled({ merchantId, data }: Envelope<ShipmentStalled>, tx: EntityManager): Promise<void> {
    await this.customers.tellStalled(tx, data.orderId, data.shipmentId);
    await this.operators.tellStalled(tx, merchantId, data);
  }
}
