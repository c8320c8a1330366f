import { Column, Entity, PrimaryColumn } from 'typeorm';
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
  /** Where the parcel goes; the rest of the address is nobody's business here. */
  @Column('text') city!: string;
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
