import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the order as a whole came to, as far as the page tells it. */
export type OrderState = 'open' | 'cancelled' | 'partly_cancelled' | 'delivered';

/** A line as the customer ordered it. */
export interface TrackedLine {
  readonly lineId: string;
  readonly title: string;
  readonly quantity: number;
}

/** An order as the customer's page needs it. Of the person it holds only first name and city. */
@Entity('tracked_orders')
export class TrackedOrder {
  @PrimaryColumn('uuid', { name: 'order_id' }) orderId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text', { name: 'external_id' }) externalId!: string;
  @Column('text', { name: 'tracking_token' }) trackingToken!: string;
  @Column('text', { name: 'first_name' }) firstName!: string;
  /** Null when the order came without an address. */
  @Column('text', { nullable: true }) city!: string | null;
  @Column('char', { length: 2, nullable: true }) country!: string | null;
  @Column('text') language!: string;
  @Column('jsonb') lines!: TrackedLine[];
  @Column('text') state!: OrderState;
  @Column({ type: 'timestamptz', name: 'placed_at', precision: 3 }) placedAt!: Date;
  @Column({ type: 'timestamptz', name: 'promise_by', precision: 3, nullable: true }) promiseBy!: Date | null;
}
