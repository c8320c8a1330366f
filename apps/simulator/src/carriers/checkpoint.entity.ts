import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One word of a carrier about a parcel: planned with the parcel, told when its time comes. */
@Entity('checkpoints')
export class Checkpoint {
  @PrimaryColumn('text', { name: 'event_id' }) eventId!: string;
  @Column('text', { name: 'tracking_number' }) trackingNumber!: string;
  @Column('text') status!: string;
  @Column('timestamptz', { name: 'occurred_at' }) occurredAt!: Date;
  @Column('timestamptz', { name: 'tell_at' }) tellAt!: Date;
  @Column('integer') copies!: number;
  @Column('text') description!: string;
  @Column('text') place!: string;
  /** How often it was told so far. */
  @Column('integer') told!: number;
  /** The product's last answer; null for a carrier that is asked. */
  @Column('integer', { name: 'answer_status', nullable: true }) answerStatus!: number | null;
}
