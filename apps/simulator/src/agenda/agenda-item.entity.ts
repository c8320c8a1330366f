import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something an outsider has promised itself to do. Gone once done: what it did stands in the ledgers. */
@Entity('agenda_items')
export class AgendaItem {
  @PrimaryColumn('text') kind!: string;
  /** Names the thing it is about; the same thing is never on the agenda twice. */
  @PrimaryColumn('text') key!: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('integer') attempts!: number;
  @Column('text', { name: 'last_problem', nullable: true }) lastProblem!: string | null;
}
