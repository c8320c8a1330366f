import { Column, Entity, PrimaryColumn } from 'typeorm';

export const feedModes = ['full', 'delta'] as const;
/** `full` lists everything the supplier has; `delta` only what changed. */
export type FeedMode = (typeof feedModes)[number];

/** A feed that was applied, and what it did. */
@Entity('feeds')
export class Feed {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('uuid', { name: 'supplier_id' }) supplierId!: string;
  @Column('text') mode!: FeedMode;
  @Column('text') format!: string;
  @Column('text') encoding!: string;
  @Column('timestamptz', { name: 'as_of' }) asOf!: Date;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  @Column('int') rows!: number;
  @Column('int') accepted!: number;
  @Column('int') changed!: number;
  @Column('int') unchanged!: number;
  @Column('int') removed!: number;
  @Column('int') rejected!: number;
}
