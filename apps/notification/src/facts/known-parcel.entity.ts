import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A parcel that has left. */
@Entity('known_parcels')
export class KnownParcel {
  @PrimaryColumn('uuid', { name: 'shipment_id' }) shipmentId!: string;
  @Column('uuid', { name: 'order_id' }) orderId!: string;
  @Column('text') carrier!: string;
  @Column('text', { name: 'tracking_number' }) trackingNumber!: string;
  @Column('jsonb') lines!: { orderLineId: string; quantity: number }[];
  @Column('boolean') delivered!: boolean;
}
