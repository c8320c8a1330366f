import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { ParcelPriceByCountry, ParcelStep } from '#contracts';
import { minorUnitsColumn } from '../bigint-column.js';

/** `api`: the supplier fetches. `webhook`: Kervan calls the supplier's endpoint. */
export const channelTypes = ['api', 'webhook'] as const;
export type ChannelType = (typeof channelTypes)[number];

@Entity('suppliers')
export class Supplier {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') country!: string;
  @Column('text') currency!: string;
  @Column('text', { name: 'channel_type' }) channelType!: ChannelType;
  @Column('text', { name: 'webhook_url', nullable: true }) webhookUrl!: string | null;
  @Column('text', { name: 'webhook_secret', nullable: true }) webhookSecret!: string | null;
  @Column('text', { name: 'contact_email', nullable: true }) contactEmail!: string | null;
  @Column('text') language!: string;
  @Column('bigint', { name: 'parcel_fixed_minor', transformer: minorUnitsColumn }) parcelFixedMinor!: number;
  @Column('bigint', { name: 'parcel_per_kg_minor', transformer: minorUnitsColumn }) parcelPerKgMinor!: number;
  @Column('jsonb', { name: 'parcel_by_country' }) parcelByCountry!: ParcelPriceByCountry[];
  /** Null: weight costs by the kilogram only. */
  @Column('jsonb', { name: 'parcel_steps', nullable: true }) parcelSteps!: ParcelStep[] | null;
  @Column('bigint', { name: 'min_order_minor', transformer: minorUnitsColumn }) minOrderMinor!: number;
  @Column('int', { name: 'lead_time_days' }) leadTimeDays!: number;
  /** `HH:MM` at the supplier's place; orders after it leave the next day. */
  @Column('text', { name: 'cut_off', nullable: true }) cutOff!: string | null;
  /** Null: the service's setting. */
  @Column('int', { name: 'acknowledge_within_seconds', nullable: true }) acknowledgeWithinSeconds!: number | null;
  /** Null: the lead time. */
  @Column('int', { name: 'ship_within_seconds', nullable: true }) shipWithinSeconds!: number | null;
  /** When its endpoint was last found not to answer; null since it answers. */
  @Column({ type: 'timestamptz', name: 'unreachable_at', precision: 3, nullable: true }) unreachableAt!: Date | null;
  /** How old the stock of its newest feed may become. Null: the service's setting. */
  @Column('int', { name: 'feed_within_seconds', nullable: true }) feedWithinSeconds!: number | null;
  /** When the stock was so that its newest feed told; null: it has sent none. */
  @Column({ type: 'timestamptz', name: 'feed_as_of', precision: 3, nullable: true }) feedAsOf!: Date | null;
  /** When that became older than agreed; null while it is not. */
  @Column({ type: 'timestamptz', name: 'feed_overdue_at', precision: 3, nullable: true }) feedOverdueAt!: Date | null;
  @Column('boolean') active!: boolean;
  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'created_at' }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz', precision: 3, name: 'updated_at' }) updatedAt!: Date;
}
