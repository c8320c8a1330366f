import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A call at a push service, whatever it said to it. */
@Entity('push_calls')
export class PushCall {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'browser_id' }) browserId!: string;
  @Column('text', { nullable: true }) topic!: string | null;
  /** Status; null: the line was cut. */
  @Column('integer', { nullable: true }) answer!: number | null;
  /** The browser was shown it, whatever the answer says. */
  @Column('boolean') taken!: boolean;
  @Column('timestamptz') at!: Date;
}
