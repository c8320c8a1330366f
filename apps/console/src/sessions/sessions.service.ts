import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Role } from '#contracts';
import { makeApiKey, type Actor } from '#platform';
import { AuditService } from '../audit/audit.service.js';
import { AccessKey } from '../keys/access-key.entity.js';
import { KeyIssuance } from '../keys/key-issuance.service.js';
import { KeysService } from '../keys/keys.service.js';
import { Peers } from '../peers/peers.service.js';
import { invalidKey, invalidLink, noSession } from './session.errors.js';
import { SignInLinks } from './sign-in-links.service.js';

/** A working day; a stolen cookie is worthless tomorrow. */
const SESSION_LIFETIME_MS = 12 * 60 * 60 * 1_000;

/** Who is signed in, and until when. */
export interface Session {
  readonly keyId: string;
  readonly role: Role;
  readonly merchantId: string | null;
  readonly supplierId: string | null;
  readonly expiresAt: Date | null;
}

/** A session that was just started; `key` goes into the cookie and nowhere else. */
export interface StartedSession {
  readonly key: string;
  readonly session: Session & { readonly expiresAt: Date };
  /** Services that do not accept it yet. */
  readonly waitingFor: readonly string[];
}

type Powers = Pick<AccessKey, 'role' | 'merchantId' | 'supplierId' | 'expiresAt'> & { readonly id: string | null };

@Injectable()
export class SessionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: KeysService,
    private readonly issuance: KeyIssuance,
    private readonly links: SignInLinks,
    private readonly peers: Peers,
    private readonly audit: AuditService,
  ) {}

  /** @throws ProblemError 401 `INVALID_KEY` */
  async signIn(key: string): Promise<StartedSession> {
    const parent = await this.keys.findWorking(key);
    // A session cannot beget another: it would outlive the key it came from.
    if (parent?.kind !== 'api') throw invalidKey();
    return this.start((tx, session) => this.registerSession(tx, session, parent, 'key'), parent.role);
  }

  /** @throws ProblemError 401 `INVALID_LINK` */
  async signInByLink(token: string): Promise<StartedSession> {
    const powers: Powers = { id: null, role: 'operator', merchantId: null, supplierId: null, expiresAt: null };
    return this.start(async (tx, session) => {
      if (!(await this.links.redeem(tx, token))) throw invalidLink();
      return this.registerSession(tx, session, powers, 'link');
    }, powers.role);
  }

  /** @throws ProblemError 401 when the actor's key is not known here any more. */
  async describe(actor: Actor): Promise<Session> {
    const row = await this.dataSource.getRepository(AccessKey).findOneBy({ id: actor.keyId });
    if (row && !row.worksAt(new Date())) throw noSession();
    const { keyId, role, merchantId, supplierId } = actor;
    return { keyId, role, merchantId, supplierId, expiresAt: row?.expiresAt ?? null };
  }

  /** Ends the session of a cookie. One that has ended already is no error. */
  async signOut(key: string): Promise<void> {
    const row = await this.keys.findWorking(key);
    if (row?.kind !== 'session') return;
    await this.dataSource.transaction(async (tx) => {
      const revoked = await this.issuance.revoke(tx, row.id);
      if (revoked.length === 0) return;
      const actor = { keyId: row.id, role: row.role };
      await this.audit.record(tx, { actor, action: 'session.ended', merchantId: row.merchantId, target: row.id });
    });
  }

  private async start(
    register: (tx: EntityManager, key: string) => Promise<AccessKey & { expiresAt: Date }>,
    role: Role,
  ): Promise<StartedSession> {
    const key = makeApiKey(role).key;
    const { id, merchantId, supplierId, expiresAt } = await this.dataSource.transaction((tx) => register(tx, key));
    const waitingFor = await this.peers.waitUntilAccepted(key);
    return { key, session: { keyId: id, role, merchantId, supplierId, expiresAt }, waitingFor };
  }

  private async registerSession(
    tx: EntityManager,
    key: string,
    from: Powers,
    by: 'key' | 'link',
  ): Promise<AccessKey & { expiresAt: Date }> {
    const { role, merchantId, supplierId } = from;
    if (from.id !== null) await this.assertStillWorks(tx, from.id);
    const latest = Date.now() + SESSION_LIFETIME_MS;
    const expiresAt = new Date(Math.min(latest, from.expiresAt?.getTime() ?? latest));
    const terms = { kind: 'session', role, merchantId, supplierId, expiresAt, parentId: from.id } as const;
    const row = await this.issuance.register(tx, key, terms);
    const actor = { keyId: from.id ?? row.id, role };
    await this.audit.record(tx, { actor, action: 'session.started', merchantId, target: row.id, details: { by } });
    return Object.assign(row, { expiresAt });
  }

  /** Holds the key until the session is stored, so that revoking it meanwhile ends the session too. */
  private async assertStillWorks(tx: EntityManager, keyId: string): Promise<void> {
    const parent = await tx.findOne(AccessKey, { where: { id: keyId }, lock: { mode: 'pessimistic_read' } });
    if (parent?.worksAt(new Date()) !== true) throw invalidKey();
  }
}
