import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { decodeCursor, limitOf, pageOf, type Actor, type Page, type PageQuery } from '#platform';
import { AuditEntry, type AuditAction } from './audit-entry.entity.js';

/** One thing that somebody did. */
export interface AuditFact {
  readonly actor: Pick<Actor, 'keyId' | 'role'> | null;
  readonly action: AuditAction;
  readonly merchantId?: string | null;
  readonly target?: string | null;
  /** Never a key, a token or personal data. */
  readonly details?: Readonly<Record<string, unknown>>;
}

@Injectable()
export class AuditService {
  constructor(private readonly dataSource: DataSource) {}

  /** Writes in the transaction of the deed, so that neither exists without the other. @returns the entry's id. */
  async record(tx: EntityManager, fact: AuditFact): Promise<string> {
    const { actor, action, merchantId = null, target = null, details = {} } = fact;
    const id = uuidv7();
    await tx.query(
      `INSERT INTO audit_entries (id, at, actor_key_id, actor_role, merchant_id, action, target, details)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, new Date(), actor?.keyId ?? null, actor?.role ?? null, merchantId, action, target, details],
    );
    return id;
  }

  /** For deeds in another service: written by itself, right before the deed is asked for. */
  recordAlone(fact: AuditFact): Promise<string> {
    return this.record(this.dataSource.manager, fact);
  }

  /** What came of a deed in another service. An entry without it: nobody heard. */
  async addResult(id: string, result: Readonly<Record<string, unknown>>): Promise<void> {
    await this.dataSource.query(
      `UPDATE audit_entries SET details = details || jsonb_build_object('result', $2::jsonb) WHERE id = $1`,
      [id, result],
    );
  }

  async list(query: PageQuery & { readonly action?: string }): Promise<Page<AuditEntry>> {
    const limit = limitOf(query);
    const rows = this.dataSource
      .getRepository(AuditEntry)
      .createQueryBuilder('entry')
      .orderBy('entry.at', 'DESC')
      .addOrderBy('entry.id', 'DESC')
      .limit(limit + 1);
    if (query.action !== undefined) rows.andWhere('entry.action = :action', { action: query.action });
    const [at, id] = decodeCursor(query.after, 'time', 'id') ?? [];
    if (at !== undefined && id !== undefined) rows.andWhere('(entry.at, entry.id) < (:at, :id)', { at, id });
    return pageOf(await rows.getMany(), limit, (entry) => [entry.at.toISOString(), entry.id]);
  }
}
