import { Column, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** Which of the merchant's articles a supplier's article is. Stronger than what a feed says. */
@Entity('listings')
export class Listing {
  @PrimaryColumn('uuid', { name: 'supplier_id' }) supplierId!: string;
  @PrimaryColumn('text', { name: 'supplier_sku' }) supplierSku!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text') sku!: string;
  @UpdateDateColumn({ type: 'timestamptz', precision: 3, name: 'updated_at' }) updatedAt!: Date;
}
