import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Label } from '../world/domain/label.js';

/** Another address that a supplier was asked for, and what it said. */
@Entity('address_questions')
export class AskedAddress {
  @PrimaryColumn('uuid', { name: 'purchase_order_id' }) purchaseOrderId!: string;
  @PrimaryColumn('uuid', { name: 'change_id' }) changeId!: string;
  @Column('jsonb', { name: 'ship_to' }) shipTo!: Label;
  /** Of the messages that asked; none when it was fetched. More than one is an anomaly: the same message again is not. */
  @Column('text', { name: 'message_ids', array: true }) messageIds!: string[];
  /** Null until the product took the answer, and when there was none. */
  @Column('text', { nullable: true }) answer!: 'yes' | 'no' | null;
}
