import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a simulated supplier was given by the product. */
@Entity('supplier_accounts')
export class SupplierAccount {
  @PrimaryColumn('text') code!: string;
  @Column('uuid', { name: 'supplier_id' }) supplierId!: string;
  /** Signs what the product sends. Null: this supplier fetches its purchase orders. */
  @Column('text', { name: 'webhook_secret', nullable: true }) webhookSecret!: string | null;
  /** Null until it got one. */
  @Column('text', { name: 'api_key', nullable: true }) apiKey!: string | null;
}
