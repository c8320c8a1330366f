import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `given_up`: the product never said yes or no, or there was nothing left to do. */
export type DeedState = 'begun' | 'accepted' | 'refused' | 'given_up';

/** What somebody asked the product for after an order came, and what it said. Written down before it is asked. */
@Entity('deeds')
export class Deed {
  /** The same thing is done once, however often it is tried. */
  @PrimaryColumn('text') key!: string;
  @Column('text') kind!: string;
  @Column('jsonb') content!: Record<string, unknown>;
  @Column('text') state!: DeedState;
  /** What the product knows it by: every id that it ever named. More than one is an anomaly. */
  @Column('text', { name: 'subject_ids', array: true }) subjectIds!: string[];
  @Column('integer', { name: 'answer_status', nullable: true }) answerStatus!: number | null;
  @Column('text', { name: 'answer_code', nullable: true }) answerCode!: string | null;
  @Column('timestamptz', { name: 'begun_at' }) begunAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
}
