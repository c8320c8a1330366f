import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A supplier as far as it is written to. */
@Entity('known_suppliers')
export class KnownSupplier {
  @PrimaryColumn('uuid', { name: 'supplier_id' }) supplierId!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'contact_email', nullable: true }) contactEmail!: string | null;
  @Column('text') language!: string;
  /** `webhook` suppliers are pushed to and need no alert; null while nobody said. */
  @Column('text', { nullable: true }) channel!: string | null;
}
