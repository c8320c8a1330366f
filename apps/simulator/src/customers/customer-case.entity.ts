import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A customer who means to do something after an order, and knows its page by the shop's mails. */
@Entity('customer_cases')
export class CustomerCase {
  @PrimaryColumn('integer', { name: 'order_number' }) orderNumber!: number;
  /** Of the order's page. */
  @Column('text') token!: string;
}
