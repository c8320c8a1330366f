import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A fact about the whole simulated world that must survive a restart. */
@Entity('settings')
export class Setting {
  @PrimaryColumn('text') key!: string;
  @Column('jsonb') value!: unknown;
}
