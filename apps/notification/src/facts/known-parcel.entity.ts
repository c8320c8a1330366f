import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ShipmentStatus } from '#contracts';

/** A parcel that has left. */
@Entity('known_parcels')
export class KnownParcel {
  @PrimaryColumn('uuid', { name: 'shipment_id' }) shipmentId!: string;
  @Column('uuid', { name: 'order_id' }) orderId!: string;
  @Column('text') carrier!: string;
  @Column('text', { name: 'tracking_number' }) trackingNumber!: string;
  @Column('jsonb') lines!: { orderLineId: string; quantity: number }[];
  @Column('boolean') delivered!: boolean;
  @Column('text') status!: ShipmentStatus;
  /** Nine of ten parcels like it are there by then, `2026-11-25`; null: nobody knows. */
  @Column('date', { name: 'expected_day', nullable: true }) expectedDay!: string | null;
}
