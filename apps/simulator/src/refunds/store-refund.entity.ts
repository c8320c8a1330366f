import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Money that the store paid back, or would not. Once per key, however often it was asked. */
@Entity('store_refunds')
export class StoreRefund {
  /** The product's idempotency key. */
  @PrimaryColumn('text') key!: string;
  @Column('text', { name: 'external_order_id' }) externalOrderId!: string;
  @Column('uuid', { name: 'return_id', nullable: true }) returnId!: string | null;
  /** The units that are paid back, as the product named them. */
  @Column('jsonb') lines!: { orderLineId: string; quantity: number }[];
  @Column('text') currency!: string;
  @Column('bigint', { name: 'amount_minor' }) amountMinor!: string;
  /** Null: refused. */
  @Column('text', { nullable: true }) reference!: string | null;
  /** Requests that came with the key. */
  @Column('int') asked!: number;
  @Column('timestamptz', { name: 'refunded_at' }) refundedAt!: Date;
}
