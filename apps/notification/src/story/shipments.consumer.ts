import { UseInterceptors } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  ShipmentDelivered,
  ShipmentPromised,
  ShipmentRegistered,
  ShipmentStalled,
  ShipmentStatusChanged,
  type Envelope,
  type ShipmentDirection,
} from '#contracts';
import { Consumer, On } from '#messaging';
import { MerchantEventsService } from '../webhooks/merchant-events.service.js';
import { FactsService } from '../facts/facts.service.js';
import { CustomerStoryService } from './customer-story.service.js';
import { OperatorAlertsService } from './operator-alerts.service.js';

@UseInterceptors(MerchantEventsService)
@Consumer()
export class ShipmentsConsumer {
  constructor(
    private readonly customers: CustomerStoryService,
    private readonly operators: OperatorAlertsService,
    private readonly facts: FactsService,
  ) {}

  @On(ShipmentRegistered, { batch: true })
  onShipmentRegistered({ data }: Envelope<ShipmentRegistered>, tx: EntityManager): Promise<void> {
    return isReturn(data) ? Promise.resolve() : this.customers.tellShipped(tx, data);
  }

  @On(ShipmentStatusChanged, { batch: true })
  onShipmentStatusChanged({ data }: Envelope<ShipmentStatusChanged>, tx: EntityManager): Promise<void> {
    return isReturn(data) ? Promise.resolve() : this.customers.tellChanged(tx, data);
  }

  /** Nobody is written to about a day that moves; the next message says it. */
  @On(ShipmentPromised, { batch: true })
  onShipmentPromised({ data }: Envelope<ShipmentPromised>, tx: EntityManager): Promise<void> {
    return this.facts.expectParcel(tx, data);
  }

  @On(ShipmentDelivered, { batch: true })
  onShipmentDelivered({ data }: Envelope<ShipmentDelivered>, tx: EntityManager): Promise<void> {
    return isReturn(data) ? Promise.resolve() : this.customers.tellDelivered(tx, data);
  }

  @On(ShipmentStalled, { batch: true })
  async onShipmentStalled({ merchantId, data }: Envelope<ShipmentStalled>, tx: EntityManager): Promise<void> {
    if (isReturn(data)) return;
    await this.customers.tellStalled(tx, data.orderId, data.shipmentId);
    await this.operators.tellStalled(tx, merchantId, data);
  }
}

/** What a customer hears about a return comes from after-sales. */
const isReturn = ({ direction }: { direction?: ShipmentDirection | null }): boolean => direction === 'return';
