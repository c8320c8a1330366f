import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What became of a delivery to a supplier. */
export type DeliveryOutcome =
  'booked' | 'duplicate' | 'booked_then_500' | 'answered_500' | 'cancelled' | 'asked' | 'ignored' | 'bad_signature';

/** Something that reached a supplier: every webhook call, and the first sight of each fetched purchase order. */
@Entity('supplier_deliveries')
export class SupplierDelivery {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'supplier_code' }) supplierCode!: string;
  @Column('text') channel!: 'webhook' | 'api';
  @Column('text', { name: 'message_id' }) messageId!: string;
  @Column('text', { name: 'message_type', nullable: true }) messageType!: string | null;
  @Column('uuid', { name: 'purchase_order_id', nullable: true }) purchaseOrderId!: string | null;
  @Column('text') outcome!: DeliveryOutcome;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
}
