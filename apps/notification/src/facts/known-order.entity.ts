import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A line as the customer ordered it. */
export interface KnownLine {
  readonly lineId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

/** What the customer pays, in minor units of the order's currency. */
export interface KnownTotals {
  readonly goodsMinor: number;
  readonly shippingMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
}

/** An order as messages tell it. Holds the customer's first name, address for mail and number, nothing more of the person. */
@Entity('known_orders')
export class KnownOrder {
  @PrimaryColumn('uuid', { name: 'order_id' }) orderId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text', { name: 'external_id' }) externalId!: string;
  @Column('text', { name: 'tracking_token' }) trackingToken!: string;
  @Column('text', { name: 'first_name' }) firstName!: string;
  @Column('text', { nullable: true }) email!: string | null;
  /** E.164; null when there is none, or none that could be read. */
  @Column('text', { nullable: true }) phone!: string | null;
  @Column('text') language!: string;
  @Column('char', { length: 2, nullable: true }) country!: string | null;
  @Column('char', { length: 3 }) currency!: string;
  @Column('jsonb') lines!: KnownLine[];
  @Column('jsonb') totals!: KnownTotals;
  @Column({ type: 'timestamptz', name: 'promise_by', precision: 3, nullable: true }) promiseBy!: Date | null;
  /** What had not left was cancelled: nothing more comes. */
  @Column('boolean', { name: 'rest_cancelled' }) restCancelled!: boolean;
}
