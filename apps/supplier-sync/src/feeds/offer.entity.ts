import { Column, Entity, PrimaryColumn } from 'typeorm';
import { minorUnitsColumn } from '../bigint-column.js';

/** What a supplier can deliver, by its last feed. A removed offer stays as a row: its age still guards it. */
@Entity('offers')
export class Offer {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'supplier_id' }) supplierId!: string;
  @Column('text', { name: 'supplier_sku' }) supplierSku!: string;
  /** The merchant's SKU: by listing, else by feed. */
  @Column('text', { nullable: true }) sku!: string | null;
  @Column('text', { name: 'feed_sku', nullable: true }) feedSku!: string | null;
  @Column('text', { nullable: true }) gtin!: string | null;
  @Column('int', { name: 'on_hand' }) onHand!: number;
  @Column('bigint', { name: 'unit_cost_minor', transformer: minorUnitsColumn }) unitCostMinor!: number;
  @Column('text') currency!: string;
  @Column('int', { name: 'lead_time_days' }) leadTimeDays!: number;
  @Column('timestamptz', { name: 'as_of' }) asOf!: Date;
  @Column('uuid', { name: 'feed_id' }) feedId!: string;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
  /** When downstream was last told. */
  @Column('timestamptz', { name: 'published_at' }) publishedAt!: Date;
}
