import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { changedMeanwhile, isSeen, type Edit, type LatestRevision, type ProblemError } from '#platform';

/** `active`: it holds from now on. What was active once never changes again, but can become active again. */
export type VersionState = 'draft' | 'active' | 'archived';

/** What every version says of itself. Its revision counts the changes of a draft. */
export interface VersionView extends LatestRevision {
  readonly id: string;
  readonly merchantId: string;
  /** Counts from 1 within what versions are of. */
  readonly version: number;
  readonly state: VersionState;
  readonly createdAt: string;
  readonly activatedAt: string | null;
}

/** A table of versions: of those that agree in `columns`, at most one is active. Names are ours, never a caller's. */
export interface VersionedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Code of the problem that somebody else saved a draft since it was read. */
  readonly changedCode: string;
  readonly notDraft: (state: VersionState) => ProblemError;
}

const time = (column: string): string => `to_json(${column} AT TIME ZONE 'UTC') #>> '{}' || 'Z'`;

/** The columns of {@link VersionView}, to be selected. */
export const VIEW_COLUMNS = `
  id, merchant_id AS "merchantId", version, state, revision, updated_by AS "updatedBy",
  ${time('updated_at')} AS "updatedAt", ${time('created_at')} AS "createdAt", ${time('activated_at')} AS "activatedAt"`;

/** What merchants set by drafts that become active: rules, texts. */
@Injectable()
export class VersionsService {
  constructor(private readonly dataSource: DataSource) {}

  /** One change of a merchant's versions at a time. */
  alone<T>(
    { name }: Pick<VersionedTable, 'name'>,
    merchantId: string,
    change: (tx: EntityManager) => Promise<T>,
  ): Promise<T> {
    return this.dataSource.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`${name} ${merchantId}`]);
      return change(tx);
    });
  }

  /**
   * Replaces what a draft says.
   * @param says columns of the table and what they hold from now on.
   * @throws ProblemError 412 when somebody saved it since, the table's `notDraft` when it is none any more.
   */
  replaceDraft(
    table: VersionedTable,
    { id, merchantId }: Pick<VersionView, 'id' | 'merchantId'>,
    { by, seen }: Edit,
    says: Readonly<Record<string, string>>,
  ): Promise<void> {
    return this.alone(table, merchantId, async (tx) => {
      const latest = await this.latest(tx, table, id);
      if (latest.state !== 'draft') throw table.notDraft(latest.state);
      if (!isSeen(seen, latest)) throw changedMeanwhile(table.changedCode, latest);
      const columns = Object.keys(says).map((column, index) => `${column} = $${String(index + 3)}`);
      await tx.query(
        `UPDATE ${table.name} SET ${columns.join(', ')}, revision = revision + 1, updated_at = now(), updated_by = $2
          WHERE id = $1`,
        [id, JSON.stringify(by), ...Object.values(says)],
      );
    });
  }

  /**
   * Makes a version active, and the one before archived; or takes it out of use. Again: nothing changes.
   * @throws ProblemError 412 when it is a draft that somebody saved since.
   */
  become(
    table: VersionedTable,
    { id, merchantId }: Pick<VersionView, 'id' | 'merchantId'>,
    state: Exclude<VersionState, 'draft'>,
    { by, seen }: Edit,
  ): Promise<void> {
    const { name } = table;
    const line = table.columns.join(', ');
    const editor = JSON.stringify(by);
    return this.alone(table, merchantId, async (tx) => {
      const latest = await this.latest(tx, table, id);
      if (latest.state === state) return;
      if (latest.state === 'draft' && !isSeen(seen, latest)) throw changedMeanwhile(table.changedCode, latest);
      if (state === 'active') {
        await tx.query(
          `UPDATE ${name} SET state = 'archived', updated_at = now(), updated_by = $2
            WHERE (${line}) = (SELECT ${line} FROM ${name} WHERE id = $1) AND state = 'active'`,
          [id, editor],
        );
      }
      await tx.query(
        `UPDATE ${name} SET state = $2, updated_at = now(), updated_by = $3,
                activated_at = CASE $2 WHEN 'active' THEN now() ELSE activated_at END
          WHERE id = $1`,
        [id, state, editor],
      );
    });
  }

  /** As it stands; nobody else changes it until the caller's transaction ends. */
  private async latest(tx: EntityManager, { name }: VersionedTable, id: string): Promise<VersionView> {
    const [view] = await tx.query<[VersionView]>(`SELECT ${VIEW_COLUMNS} FROM ${name} WHERE id = $1`, [id]);
    return view;
  }
}
