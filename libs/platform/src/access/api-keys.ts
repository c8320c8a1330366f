import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { KeyIssued, KeyRevoked, Role } from '#contracts';
import type { Actor } from './actor.js';
import { hashApiKey } from './api-key.js';

/**
 * How long a key is believed without looking again. The bound for a revocation that another process of this
 * service was told of; in the process that was told it works at once.
 */
const BELIEVED_MS = 5_000;
/** Keys remembered at a time: about 300 bytes each. */
const REMEMBERED_MAX = 1_000;

interface KeyRow {
  key_id: string;
  role: Role;
  merchant_id: string | null;
  supplier_id: string | null;
  expires_at: Date | null;
}

interface RememberedKey {
  readonly actor: Actor;
  readonly expiresAtMs: number;
  readonly believedUntilMs: number;
}

/** This service's copy of the API keys, kept by the events of the service that owns them. */
@Injectable()
export class ApiKeys {
  private readonly remembered = new Map<string, RememberedKey>();
  private readonly revoked = new Set<string>();

  constructor(private readonly dataSource: DataSource) {}

  /** Whose key it is, or null when it is unknown, expired or revoked. Looked up by hash: nothing to time. */
  async actorFor(key: string, now = Date.now()): Promise<Actor | null> {
    const sha256 = hashApiKey(key);
    const known = this.remembered.get(sha256);
    const fresh = known && known.believedUntilMs > now ? known : await this.lookUp(sha256, now);
    if (!fresh || fresh.expiresAtMs <= now || this.revoked.has(fresh.actor.keyId)) return null;
    return fresh.actor;
  }

  /** Stores a key. Told twice, it changes nothing. */
  async issue(tx: EntityManager, { keyId, role, merchantId, supplierId, sha256, expiresAt }: KeyIssued): Promise<void> {
    await tx.query(
      `INSERT INTO api_keys (key_id, role, merchant_id, supplier_id, sha256, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (key_id) DO NOTHING`,
      [keyId, role, merchantId, supplierId, sha256, expiresAt],
    );
  }

  /** Ends a key. From here on it is refused even when the transaction fails: that it was revoked stays true. */
  async revoke(tx: EntityManager, { keyId, revokedAt }: KeyRevoked): Promise<void> {
    this.revoked.add(keyId);
    await tx.query('UPDATE api_keys SET revoked_at = coalesce(revoked_at, $2) WHERE key_id = $1', [keyId, revokedAt]);
  }

  private async lookUp(sha256: string, now: number): Promise<RememberedKey | null> {
    const [row] = await this.dataSource.query<KeyRow[]>(
      `SELECT key_id, role, merchant_id, supplier_id, expires_at FROM api_keys
       WHERE sha256 = $1 AND revoked_at IS NULL`,
      [sha256],
    );
    this.remembered.delete(sha256);
    if (!row) return null;
    const found = {
      actor: { keyId: row.key_id, role: row.role, merchantId: row.merchant_id, supplierId: row.supplier_id },
      expiresAtMs: row.expires_at?.getTime() ?? Number.POSITIVE_INFINITY,
      believedUntilMs: now + BELIEVED_MS,
    };
    this.remember(sha256, found);
    return found;
  }

  private remember(sha256: string, found: RememberedKey): void {
    const oldest = this.remembered.keys().next();
    if (this.remembered.size >= REMEMBERED_MAX && !oldest.done) this.remembered.delete(oldest.value);
    this.remembered.set(sha256, found);
  }
}
