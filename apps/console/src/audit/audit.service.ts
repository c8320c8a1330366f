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

  /** Writes in the transaction of the deed, so that neither exists without the other. */
  async record(tx: EntityManager, fact: AuditFact): Promise<void> {
    const { actor, action, merchantId = null, target = null, details = {} } = fact;
    await tx.query(
      `INSERT INTO audit_entries (id, at, actor_key_id, actor_role, merchant_id, action, target, details)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [uuidv7(), new Date(), actor?.keyId ?? null, actor?.role ?? null, merchantId, action, target, details],
    );
  }

  /** For deeds in another service: written by itself, right before the deed is asked for. */
  recordAlone(fact: AuditFact): Promise<void> {
    return this.record(this.dataSource.manager, fact);
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
