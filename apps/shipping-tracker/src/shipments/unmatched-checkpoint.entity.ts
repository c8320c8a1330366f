import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CheckpointSource, FaultParty, ShipmentStatus } from '#contracts';

/** What a carrier said about a number that no ship notice has named yet. Moves to its parcel when one does. */
@Entity('unmatched_checkpoints')
export class UnmatchedCheckpoint {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') carrier!: string;
  @Column('text', { name: 'tracking_key' }) trackingKey!: string;
  @Column('text') source!: CheckpointSource;
  @Column('text', { name: 'event_id' }) eventId!: string;
  @Column('text') status!: ShipmentStatus;
  @Column('text', { nullable: true }) fault!: FaultParty | null;
  @Column({ type: 'timestamptz', name: 'occurred_at', precision: 3 }) occurredAt!: Date;
  @Column({ type: 'timestamptz', name: 'received_at', precision: 3 }) receivedAt!: Date;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('text', { nullable: true }) place!: string | null;
  /** The carrier's own code, as received; `description` are its words. */
  @Column('text', { name: 'raw_code', nullable: true }) rawCode!: string | null;
}
