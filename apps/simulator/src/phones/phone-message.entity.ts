import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A text or WhatsApp message that reached the simulated network. A repetition is a second row with the same words. */
@Entity('phone_messages')
export class PhoneMessage {
  /** As its network calls it. */
  @PrimaryColumn('text') id!: string;
  @Column('text') channel!: 'sms' | 'whatsapp';
  /** E.164. */
  @Column('text') recipient!: string;
  @Column('text') body!: string;
  /** Where, or by which word, the sender wants to hear how far it came. */
  @Column('text', { name: 'callback' }) callback!: string;
  /** What is reported next, and how it ends: `delivered` or `failed`. */
  @Column('text') fate!: 'delivered' | 'failed';
  @Column('text', { nullable: true }) reported!: string | null;
  @Column('timestamptz', { name: 'taken_at' }) takenAt!: Date;
}
