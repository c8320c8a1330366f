import { Column, Entity, PrimaryColumn } from 'typeorm';

/** In whose name customers are written to. */
@Entity('known_merchants')
export class KnownMerchant {
  @PrimaryColumn('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'default_language' }) defaultLanguage!: string;
}
