import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A purchase order by the number people know. */
@Entity('known_purchase_orders')
export class KnownPurchaseOrder {
  @PrimaryColumn('uuid', { name: 'purchase_order_id' }) purchaseOrderId!: string;
  @Column('uuid', { name: 'order_id' }) orderId!: string;
  @Column('text') number!: string;
}
