import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A message that a push service took, as the browser reads it. A repetition is a second row. */
@Entity('push_messages')
export class PushMessage {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'browser_id' }) browserId!: string;
  /** Takes the place of one before it that has the same and was not fetched yet; null: none. */
  @Column('text', { nullable: true }) topic!: string | null;
  @Column('text', { nullable: true }) urgency!: string | null;
  @Column('integer', { name: 'ttl_seconds' }) ttlSeconds!: number;
  /** Encrypted, as it came. */
  @Column('integer') bytes!: number;
  @Column('text') content!: string;
  @Column('timestamptz', { name: 'taken_at' }) takenAt!: Date;
}
