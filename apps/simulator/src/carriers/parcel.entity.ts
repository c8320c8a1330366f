import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Label } from '../world/domain/label.js';

/** A parcel in a carrier's hands. */
@Entity('parcels')
export class Parcel {
  @PrimaryColumn('text', { name: 'tracking_number' }) trackingNumber!: string;
  @Column('text') carrier!: string;
  @Column('uuid', { name: 'purchase_order_id' }) purchaseOrderId!: string;
  /** Null: on its way to a customer. */
  @Column('uuid', { name: 'return_id', nullable: true }) returnId!: string | null;
  @Column('jsonb') lines!: { lineId: string; quantity: number }[];
  /** Of a parcel to a customer. */
  @Column('jsonb', { name: 'ship_to', nullable: true }) shipTo!: Label | null;
  @Column('timestamptz', { name: 'handed_over_at' }) handedOverAt!: Date;
  /** How often somebody asked where it is. */
  @Column('integer') asked!: number;
}
