import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('merchants')
export class Merchant {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'default_language' }) defaultLanguage!: string;
  @Column('char', { length: 3 }) currency!: string;
  /** The one that the first start made. */
  @Column('boolean', { name: 'is_first' }) isFirst!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
