import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A mail that reached the simulated world. One row per arrival: a copy is a second row with the same message id. */
@Entity('mails')
export class Mail {
  /** UUIDv7, so that ids sort by arrival. */
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'message_id', nullable: true }) messageId!: string | null;
  @Column('text') sender!: string;
  /** Of the envelope: who it was delivered to, whatever its header says. */
  @Column('text', { array: true }) recipients!: string[];
  @Column('text') subject!: string;
  @Column('timestamptz', { name: 'sent_at' }) sentAt!: Date;
  /** Lower-case names; the last of several wins. */
  @Column('jsonb') headers!: Record<string, string>;
  @Column('text', { nullable: true }) html!: string | null;
  @Column('text', { name: 'body_text', nullable: true }) text!: string | null;
}
