import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Label } from '../world/domain/label.js';
import type { AnsweredLine, AnswerPlan, BookedLine } from './domain/answer-plan.js';

/** How far a supplier got with a purchase order. `refused`: the product did not take the answer. */
export type BookingState = 'booked' | 'silent' | 'acknowledged' | 'rejected' | 'shipped' | 'refused' | 'cancelled';

/** A purchase order in the supplier's own books: once per id, however often it is delivered. */
@Entity('bookings')
export class Booking {
  @PrimaryColumn('uuid', { name: 'purchase_order_id' }) purchaseOrderId!: string;
  @Column('text', { name: 'supplier_code' }) supplierCode!: string;
  @Column('text') number!: string;
  @Column('uuid', { name: 'order_id' }) orderId!: string;
  @Column('text') city!: string;
  /** What the label says. */
  @Column('jsonb', { name: 'ship_to' }) shipTo!: Label;
  /** What is being told to the product about it: the label cannot change while the parcel leaves. */
  @Column('text', { name: 'in_hand', nullable: true }) inHand!: 'shipping' | 'address' | null;
  @Column('jsonb') lines!: BookedLine[];
  @Column('jsonb') plan!: AnswerPlan;
  @Column('text') state!: BookingState;
  @Column('timestamptz', { name: 'booked_at' }) bookedAt!: Date;
  @Column('timestamptz', { name: 'acknowledge_at' }) acknowledgeAt!: Date;
  @Column('timestamptz', { name: 'ship_at' }) shipAt!: Date;
  /** What was answered; null until the product took it. */
  @Column('jsonb', { nullable: true }) answered!: AnsweredLine[] | null;
  @Column('text', { nullable: true }) problem!: string | null;
}
