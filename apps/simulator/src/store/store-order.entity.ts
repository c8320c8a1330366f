import { Column, Entity, PrimaryColumn } from 'typeorm';
import { planOrder, type OrderWishes, type Platform, type ShopOrder } from './domain/shop-order.js';

/** `given_up`: no answer within all the store's attempts; whether the product has it is unknown to the store. */
export type StoreOrderState = 'pending' | 'accepted' | 'refused' | 'given_up';

/** An order that a customer placed in a simulated store. Its body is made again from seed and number. */
@Entity('store_orders')
export class StoreOrder {
  @PrimaryColumn('integer') number!: number;
  @Column('text') platform!: Platform;
  @Column('text') origin!: 'customer' | 'request';
  /** What the product knows it by. */
  @Column('text', { name: 'external_id' }) externalId!: string;
  @Column('text') seed!: string;
  @Column('jsonb') wishes!: OrderWishes;
  @Column('timestamptz', { name: 'placed_at' }) placedAt!: Date;
  @Column('text') state!: StoreOrderState;
  /** Requests on the wire, copies and repetitions counted. */
  @Column('integer') deliveries!: number;
  @Column('integer', { name: 'answer_status', nullable: true }) answerStatus!: number | null;
  @Column('text', { name: 'answer_code', nullable: true }) answerCode!: string | null;
  /** Every order id that the product ever named for it: more than one is an anomaly. */
  @Column('text', { name: 'product_order_ids', array: true }) productOrderIds!: string[];
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;

  /** The order as the shop knows it, the same at every delivery. */
  inFull(currency: string): ShopOrder {
    const { seed, number, platform, placedAt, wishes } = this;
    return planOrder({ seed, number, platform, placedAt, wishes, currency });
  }
}
