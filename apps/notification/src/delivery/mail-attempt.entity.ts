import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * How an attempt ended. Null: it began and nobody knows more, because the process died. `unknown`: the
 * connection broke after the message may have been taken. `repeated`: an unknown one that was given up on.
 */
export type AttemptOutcome = 'accepted' | 'refused' | 'temporary' | 'unknown' | 'repeated';

/** One attempt to hand a message to the mail server; committed before the server is spoken to. */
@Entity('mail_attempts')
export class MailAttempt {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'notification_id' }) notificationId!: string;
  @Column({ type: 'timestamptz', name: 'started_at', precision: 3 }) startedAt!: Date;
  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) outcome!: AttemptOutcome | null;
  @Column('text', { nullable: true }) detail!: string | null;
}
