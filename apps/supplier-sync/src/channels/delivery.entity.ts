import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Cause } from '#messaging';

/**
 * `queued`: will be sent when due. `delivered`: the endpoint took it. `delivery_failed`: it refused too often, a
 * person has to look. `abandoned`: nobody needs it any more.
 */
export const deliveryStates = ['queued', 'delivered', 'delivery_failed', 'abandoned'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What a supplier is told by webhook. */
export const deliveryEvents = [
  'purchase-order.created',
  'purchase-order.address-change-requested',
  'purchase-order.cancelled',
  'purchase-order.expired',
] as const;
export type DeliveryEvent = (typeof deliveryEvents)[number];

/** One webhook on its way. The body is made from the purchase order at each call, so no address is stored twice. */
@Entity('deliveries')
export class Delivery {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'purchase_order_id' }) purchaseOrderId!: string;
  @Column('uuid', { name: 'supplier_id' }) supplierId!: string;
  @Column('text', { name: 'event_type' }) eventType!: DeliveryEvent;
  /** The same at every attempt: the supplier's key to recognise a repetition. */
  @Column('text', { name: 'webhook_id' }) webhookId!: string;
  @Column('text') state!: DeliveryState;
  /** Calls made, whatever came of them. */
  @Column('int') attempts!: number;
  /** Calls that the endpoint understood and refused. */
  @Column('int') refusals!: number;
  @Column('timestamptz', { name: 'next_attempt_at' }) nextAttemptAt!: Date;
  @Column('int', { name: 'last_status', nullable: true }) lastStatus!: number | null;
  @Column('text', { name: 'last_error', nullable: true }) lastError!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
  /** What set it in motion. */
  @Column({ type: 'jsonb', update: false }) cause!: Cause;
}
