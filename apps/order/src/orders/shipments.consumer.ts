import type { EntityManager } from 'typeorm';
import {
  ShipmentDelivered,
  ShipmentPromised,
  ShipmentRegistered,
  ShipmentStalled,
  ShipmentStatusChanged,
  type Envelope,
} from '#contracts';
import { Consumer, On } from '#messaging';
import { ExperienceParcels } from '../experience/experience-parcels.service.js';
import { noteRegistered, noteStalled } from './domain/supplier-answers.js';
import { ParcelsService } from './parcels.service.js';

/** Parcels of an order: what they change about it, and what they say of whoever sent them. */
@Consumer()
export class ShipmentsConsumer {
  constructor(
    private readonly parcels: ParcelsService,
    private readonly experience: ExperienceParcels,
  ) {}

  @On(ShipmentRegistered, { batch: true })
  async onShipmentRegistered(envelope: Envelope<ShipmentRegistered>, tx: EntityManager): Promise<void> {
    await this.parcels.note(tx, envelope.data, noteRegistered);
    await this.experience.registered(tx, envelope);
  }

  @On(ShipmentStatusChanged, { batch: true })
  async onShipmentStatusChanged(envelope: Envelope<ShipmentStatusChanged>, tx: EntityManager): Promise<void> {
    await this.parcels.statusChanged(tx, envelope.data);
    await this.experience.statusChanged(tx, envelope);
  }

  @On(ShipmentDelivered, { batch: true })
  async onShipmentDelivered(envelope: Envelope<ShipmentDelivered>, tx: EntityManager): Promise<void> {
    await this.parcels.delivered(tx, envelope.data);
    await this.experience.delivered(tx, envelope);
  }

  @On(ShipmentStalled, { batch: true })
  async onShipmentStalled(envelope: Envelope<ShipmentStalled>, tx: EntityManager): Promise<void> {
    await this.parcels.note(tx, envelope.data, noteStalled);
    await this.experience.stalled(tx, envelope);
  }

  /** What was promised to the customer is the order's own; an expectation changes nothing about it. */
  @On(ShipmentPromised, { batch: true })
  onShipmentPromised(envelope: Envelope<ShipmentPromised>, tx: EntityManager): Promise<void> {
    return this.experience.promised(tx, envelope);
  }
}
