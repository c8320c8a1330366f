import type { EntityManager } from 'typeorm';
import {
  ShipmentDelivered,
  ShipmentPromised,
  ShipmentRegistered,
  ShipmentStalled,
  ShipmentStatusChanged,
  type Envelope,
  type ShipmentStatus,
} from '#contracts';
import { Consumer, Ignore, On, OnBatch } from '#messaging';
import { OrdersService } from '../orders/orders.service.js';
import { ReturnParcels } from './return-parcels.service.js';

/** A carrier has the parcel. */
const moving: ReadonlySet<ShipmentStatus> = new Set(['picked_up', 'in_transit', 'out_for_delivery', 'delayed']);

/** Parcels to the customer and parcels back are on one topic: a return's are known by the id that it gave them. */
@Ignore(ShipmentStalled, ShipmentPromised)
@Consumer()
export class ShipmentsConsumer {
  constructor(
    private readonly orders: OrdersService,
    private readonly parcels: ReturnParcels,
  ) {}

  @OnBatch(ShipmentRegistered)
  onShipmentsRegistered(registered: readonly Envelope<ShipmentRegistered>[], tx: EntityManager): Promise<void> {
    return this.orders.rememberParcels(tx, registered);
  }

  /** A delivered parcel that is now anything else was not delivered. */
  @On(ShipmentStatusChanged)
  async onShipmentStatusChanged({ data }: Envelope<ShipmentStatusChanged>, tx: EntityManager): Promise<void> {
    await this.orders.noteDelivery(tx, data.shipmentId, null);
    if (moving.has(data.status)) await this.parcels.noteInTransit(tx, data.shipmentId, new Date(data.occurredAt));
  }

  /** That a return reached its place is no receipt: who opens it says what was in it. */
  @On(ShipmentDelivered)
  async onShipmentDelivered({ data }: Envelope<ShipmentDelivered>, tx: EntityManager): Promise<void> {
    await this.orders.noteDelivery(tx, data.shipmentId, new Date(data.deliveredAt));
    await this.parcels.noteInTransit(tx, data.shipmentId, new Date(data.deliveredAt));
  }
}
