import type { EntityManager } from 'typeorm';
import {
  ShipmentDelivered,
  ShipmentRegistered,
  ShipmentStalled,
  ShipmentStatusChanged,
  type Envelope,
} from '#contracts';
import { Consumer, On } from '#messaging';
import { noteDelivered, noteRegistered, noteStalled, noteStatus } from './domain/supplier-answers.js';
import { ParcelsService } from './parcels.service.js';

@Consumer()
export class ShipmentsConsumer {
  constructor(private readonly parcels: ParcelsService) {}

  @On(ShipmentRegistered)
  onShipmentRegistered({ data }: Envelope<ShipmentRegistered>, tx: EntityManager): Promise<void> {
    return this.parcels.note(tx, data, noteRegistered);
  }

  @On(ShipmentStatusChanged)
  onShipmentStatusChanged({ data }: Envelope<ShipmentStatusChanged>, tx: EntityManager): Promise<void> {
    return this.parcels.note(tx, data, noteStatus);
  }

  @On(ShipmentDelivered)
  onShipmentDelivered({ data }: Envelope<ShipmentDelivered>, tx: EntityManager): Promise<void> {
    return this.parcels.note(tx, data, noteDelivered);
  }

  @On(ShipmentStalled)
  onShipmentStalled({ data }: Envelope<ShipmentStalled>, tx: EntityManager): Promise<void> {
    return this.parcels.note(tx, data, noteStalled);
  }
}
