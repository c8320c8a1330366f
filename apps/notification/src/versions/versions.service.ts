import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** `active`: it holds from now on. What was active once never changes again, but can become active again. */
export type VersionState = 'draft' | 'active' | 'archived';

/** A table of versions: of those that agree in `columns`, at most one is active. Names are ours, never a caller's. */
export interface VersionedTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** What merchants set by drafts that become active: rules, texts. */
@Injectable()
export class VersionsService {
  constructor(private readonly dataSource: DataSource) {}

  /** One change of a merchant's versions at a time. */
  alone<T>({ name }: VersionedTable, merchantId: string, change: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`${name} ${merchantId}`]);
      return change(tx);
    });
  }

  /** Makes a version active, and the one before archived; or takes it out of use. Again: nothing changes. */
  become({ name, columns }: VersionedTable, id: string, merchantId: string, state: VersionState): Promise<void> {
    const line = columns.join(', ');
    return this.alone({ name, columns }, merchantId, async (tx) => {
      if (state === 'active') {
        await tx.query(
          `UPDATE ${name} SET state = 'archived'
            WHERE (${line}) = (SELECT ${line} FROM ${name} WHERE id = $1) AND state = 'active' AND id <> $1`,
          [id],
        );
      }
      await tx.query(
        `UPDATE ${name} SET state = $2, activated_at = CASE $2 WHEN 'active' THEN now() ELSE activated_at END
          WHERE id = $1 AND state <> $2`,
        [id, state],
      );
    });
  }
}
