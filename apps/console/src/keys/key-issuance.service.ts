import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { KeyIssued, KeyRevoked, NO_MERCHANT, type Role } from '#contracts';
import { draft, Outbox, type EventDraft } from '#messaging';
import { hashApiKey } from '#platform';
import { EventsService } from '../events/events.service.js';
import { AccessKey } from './access-key.entity.js';

/** What a new key may do, and for whom. */
export interface KeyTerms {
  readonly kind: AccessKey['kind'];
  readonly role: Role;
  readonly merchantId: string | null;
  readonly supplierId: string | null;
  readonly expiresAt: Date | null;
  readonly parentId?: string | null;
}

/** Makes and revokes keys inside somebody's transaction, and tells every service. */
@Injectable()
export class KeyIssuance {
  constructor(
    private readonly outbox: Outbox,
    private readonly events: EventsService,
  ) {}

  /** Stores a key's hash and announces it. The key itself is never stored. */
  async register(tx: EntityManager, key: string, terms: KeyTerms): Promise<AccessKey> {
    const row = tx.create(AccessKey, {
      ...terms,
      id: uuidv7(),
      sha256: hashApiKey(key),
      parentId: terms.parentId ?? null,
      createdAt: new Date(),
      revokedAt: null,
    });
    await tx.insert(AccessKey, row);
    const at = { merchantId: row.merchantId ?? NO_MERCHANT, key: row.id };
    await this.announce(tx, [
      draft(KeyIssued, at, {
        keyId: row.id,
        role: row.role,
        merchantId: row.merchantId,
        supplierId: row.supplierId,
        sha256: row.sha256,
        expiresAt: row.expiresAt?.toISOString() ?? null,
      }),
    ]);
    return row;
  }

  /** Revokes a key and the sessions made from it. Told twice, it says nothing the second time. */
  async revoke(tx: EntityManager, keyId: string): Promise<AccessKey[]> {
    const key = await tx.findOne(AccessKey, { where: { id: keyId }, lock: { mode: 'pessimistic_write' } });
    // Only after the key is locked: a session that was being made from it meanwhile is seen now, or refused.
    const sessions = await tx.findBy(AccessKey, { parentId: keyId });
    const rows = [...(key ? [key] : []), ...sessions].filter((row) => row.revokedAt === null);
    if (rows.length === 0) return [];
    const revokedAt = new Date();
    await tx.update(AccessKey, { id: In(rows.map((row) => row.id)) }, { revokedAt });
    await this.announce(
      tx,
      rows.map((row) =>
        draft(
          KeyRevoked,
          { merchantId: row.merchantId ?? NO_MERCHANT, key: row.id },
          { keyId: row.id, revokedAt: revokedAt.toISOString() },
        ),
      ),
    );
    return rows;
  }

  /**
   * The access topic feeds the platform's key table in every service, this one too, so the event log cannot
   * consume it as well: it hears of the console's own facts here, in the transaction that makes them true.
   */
  private async announce(tx: EntityManager, drafts: EventDraft[]): Promise<void> {
    await this.events.record(tx, await this.outbox.append(tx, drafts));
  }
}
