import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A stock message that a supplier sent, and the answer. */
@Entity('feed_uploads')
export class FeedUpload {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id!: string;
  @Column('text', { name: 'supplier_code' }) supplierCode!: string;
  @Column('text') mode!: 'full' | 'delta';
  @Column('timestamptz', { name: 'as_of' }) asOf!: Date;
  @Column('integer') rows!: number;
  @Column('integer', { name: 'answer_status' }) answerStatus!: number;
  @Column('jsonb', { nullable: true }) answer!: unknown;
}
