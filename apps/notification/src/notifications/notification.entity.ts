import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Audience, Channel } from '#contracts';
import type { MessageFacts, Template } from './domain/message.js';

/** `skipped` was never meant to leave: nobody to send it to, or the story had moved on. */
export type NotificationStatus = 'pending' | 'sent' | 'failed' | 'skipped';

/** One message to one person for one reason. */
@Entity('notifications')
export class Notification {
  @PrimaryColumn('uuid') id!: string;
  /** Order of telling. int8, so a string. */
  @Column({ type: 'bigint', insert: false, update: false }) sequence!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  /** Null: it is about none. */
  @Column('uuid', { name: 'order_id', nullable: true }) orderId!: string | null;
  /** The parcel, purchase order or order that it tells of. */
  @Column('uuid', { name: 'subject_id' }) subjectId!: string;
  @Column('text') audience!: Audience;
  @Column('text') channel!: Channel;
  @Column('text') template!: Template;
  @Column('text') language!: string;
  @Column('text', { nullable: true }) recipient!: string | null;
  /** E.164; null when there is none, or none that could be read. */
  @Column('text', { nullable: true }) phone!: string | null;
  @Column('text', { name: 'dedupe_key' }) dedupeKey!: string;
  @Column('jsonb') facts!: MessageFacts;
  /** The same in every attempt, so that a repeated message is recognised. */
  @Column('text', { name: 'message_id' }) messageId!: string;
  /** The texts that it is a test of, for their merchant; null: it is none. */
  @Column('jsonb', { name: 'test_texts', nullable: true }) testTexts!: object | null;
  @Column('text') status!: NotificationStatus;
  /** Why it failed or was skipped, or waits. */
  @Column('text', { name: 'status_reason', nullable: true }) statusReason!: string | null;
  @Column('integer') attempts!: number;
  @Column({ type: 'timestamptz', name: 'next_attempt_at', precision: 3 }) nextAttemptAt!: Date;
  /** Of the merchant's rules by which it was decided; null: the default ones, or not decided yet. */
  @Column('integer', { name: 'rules_version', nullable: true }) rulesVersion!: number | null;
  /** The digest that tells it instead; null: it is told by itself. */
  @Column('uuid', { name: 'digest_id', nullable: true }) digestId!: string | null;
  /** When it is first meant to leave. */
  @Column({ type: 'timestamptz', name: 'not_before', precision: 3 }) notBefore!: Date;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'sent_at', precision: 3, nullable: true }) sentAt!: Date | null;
}
