import type { EntityManager } from 'typeorm';
import {
  ShipmentDelivered,
  ShipmentPromised,
  ShipmentRegistered,
  ShipmentStalled,
  ShipmentStatusChanged,
  type Envelope,
} from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { noteRegistered, noteStalled } from './domain/supplier-answers.js';
import { ParcelsService } from './parcels.service.js';

// An expectation changes nothing about the order; what was promised to the customer is the order's own.
@Ignore(ShipmentPromised)
@Consumer()
export class ShipmentsConsumer {
  constructor(private readonly parcels: ParcelsService) {}

  @On(ShipmentRegistered, { batch: true })
  onShipmentRegistered({ data }: Envelope<ShipmentRegistered>, tx: EntityManager): Promise<void> {
    return this.parcels.note(tx, data, noteRegistered);
  }

  @On(ShipmentStatusChanged, { batch: true })
  onShipmentStatusChanged({ data }: Envelope<ShipmentStatusChanged>, tx: EntityManager): Promise<void> {
    return this.parcels.statusChanged(tx, data);
  }

  @On(ShipmentDelivered, { batch: true })
  onShipmentDelivered({ data }: Envelope<ShipmentDelivered>, tx: EntityManager): Promise<void> {
    return this.parcels.delivered(tx, data);
  }

  @On(ShipmentStalled, { batch: true })
  onShipmentStalled({ data }: Envelope<ShipmentStalled>, tx: EntityManager): Promise<void> {
    return this.parcels.note(tx, data, noteStalled);
  }
}
