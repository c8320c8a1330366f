import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ExperienceUndone } from '#contracts';
import { draft, Outbox } from '#messaging';
import type { ExperienceFigure } from './domain/figure.js';
import { ExperienceSnapshots, type FigureChange, type SnapshotOrigin } from './experience-snapshots.service.js';
import { experienceNotFound, nothingToUndo, untilPast } from './experience.errors.js';

/** Who takes back what, and why. */
export interface UndoRequest {
  readonly merchantId: string;
  readonly version: number;
  /** Null: everything that the snapshot changed. */
  readonly supplierId: string | null;
  readonly reason: string;
  /** Null: until it is undone itself. */
  readonly until: Date | null;
  readonly by: 'merchant' | 'operator';
  readonly keyId: string;
}

interface UndoneRow extends Omit<FigureChange, 'causes'> {
  readonly current: ExperienceFigure | null;
  readonly isPinned: boolean;
}

/** Puts former figures back: a snapshot of its own, with who did it and why, that nothing learned moves meanwhile. */
@Injectable()
export class ExperienceUndo {
  constructor(
    private readonly dataSource: DataSource,
    private readonly snapshots: ExperienceSnapshots,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Figures that a snapshot changed become what they were before it, to the byte. Undoing an undoing lets them move
   * again. Asked again, it changes nothing.
   * @returns the number of the snapshot that holds now.
   * @throws experienceNotFound, nothingToUndo, untilPast
   */
  async undo(request: UndoRequest): Promise<number> {
    const now = new Date();
    if (request.until && request.until <= now) throw untilPast();
    return this.dataSource.transaction(async (tx) => {
      const head = await this.snapshots.lockHead(tx, request.merchantId);
      const target = await this.targetOf(tx, request);
      const rows = await this.rowsOf(tx, request);
      if (rows.length === 0) throw nothingToUndo(request.version);
      const isPinned = target.kind === 'learned';
      const changes = rows
        .filter(({ former, current, isPinned: was }) => was !== isPinned || !isEqual(former, current))
        .map(({ supplierId, scope, key, former, current }): FigureChange => ({
          ...{ supplierId, scope, key, figure: former, former: current },
          causes: { events: 0, newest: [] },
        }));
      if (changes.length === 0) return head;
      const { merchantId, version, reason, until, by, keyId } = request;
      const origin: SnapshotOrigin = {
        ...{ merchantId, kind: 'undone', policyVersion: target.policy_version },
        undone: { version, by, keyId, reason, until: isPinned ? until : null, isPinned },
      };
      await this.snapshots.write(tx, head + 1, origin, changes, now);
      await this.tell(tx, request, head + 1, changes, now);
      return head + 1;
    });
  }

  private async targetOf(
    tx: EntityManager,
    { merchantId, version }: UndoRequest,
  ): Promise<{ kind: SnapshotOrigin['kind']; policy_version: number }> {
    const [target] = await tx.query<{ kind: SnapshotOrigin['kind']; policy_version: number }[]>(
      `SELECT kind, policy_version FROM experience_versions WHERE merchant_id = $1 AND version = $2`,
      [merchantId, version],
    );
    if (!target) throw experienceNotFound(version);
    return target;
  }

  private rowsOf(tx: EntityManager, { merchantId, version, supplierId }: UndoRequest): Promise<UndoneRow[]> {
    return tx.query<UndoneRow[]>(
      `SELECT f.supplier_id AS "supplierId", f.scope, f.key, f.figure, f.former, c.figure AS current,
         c.is_pinned AS "isPinned"
       FROM experience_figures f JOIN experience_current c USING (merchant_id, supplier_id, scope, key)
       WHERE f.merchant_id = $1 AND f.version = $2 AND ($3::uuid IS NULL OR f.supplier_id = $3)
       ORDER BY f.supplier_id, f.scope, f.key`,
      [merchantId, version, supplierId],
    );
  }

  /** Everybody's figure is nobody's: only suppliers are told of. */
  private async tell(
    tx: EntityManager,
    { merchantId, version, reason, until, by }: UndoRequest,
    experienceVersion: number,
    changes: readonly FigureChange[],
    now: Date,
  ): Promise<void> {
    const suppliers = await tx.query<{ id: string; code: string }[]>(
      `SELECT id, code FROM suppliers WHERE id = ANY ($1::uuid[]) ORDER BY id`,
      [changes.map(({ supplierId }) => supplierId)],
    );
    await this.outbox.append(
      tx,
      suppliers.map(({ id: supplierId, code: supplierCode }) =>
        draft(
          ExperienceUndone,
          { merchantId, key: supplierId },
          {
            ...{ supplierId, supplierCode, experienceVersion, undoneVersion: version, undoneBy: by, reason },
            ...{ until: until?.toISOString() ?? null, undoneAt: now.toISOString() },
          },
        ),
      ),
    );
  }
}

/** Both come from the database, which keeps fields in one order. */
const isEqual = (a: ExperienceFigure | null, b: ExperienceFigure | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
