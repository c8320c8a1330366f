import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What lies on a supplier's shelf. Below zero: more was promised than there was. */
@Entity('stock_levels')
export class StockLevel {
  @PrimaryColumn('text', { name: 'supplier_code' }) supplierCode!: string;
  @PrimaryColumn('text', { name: 'supplier_sku' }) supplierSku!: string;
  @Column('integer') quantity!: number;
}
