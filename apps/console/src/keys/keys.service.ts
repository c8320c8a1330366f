import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  decodeCursor,
  hashApiKey,
  limitOf,
  makeApiKey,
  pageOf,
  type Actor,
  type Page,
  type PageQuery,
} from '#platform';
import { AuditService } from '../audit/audit.service.js';
import { Peers } from '../peers/peers.service.js';
import { AccessKey } from './access-key.entity.js';
import type { IssueKeyDto } from './dto/issue-key.dto.js';
import { keyResponse, type IssuedKeyResponseDto, type KeyResponseDto } from './dto/key-response.dto.js';
import { KeyIssuance, type KeyTerms } from './key-issuance.service.js';
import { KeySuppliers } from './key-suppliers.service.js';
import { badKeyField, keyNotFound, lastOperatorKey } from './key.errors.js';
import { Merchant } from './merchant.entity.js';

@Injectable()
export class KeysService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly issuance: KeyIssuance,
    private readonly audit: AuditService,
    private readonly peers: Peers,
    private readonly suppliers: KeySuppliers,
  ) {}

  /** Makes a key. Answers when every service that is up accepts it, so that it can be used at once. */
  async issueKey(actor: Actor, authorization: string, command: IssueKeyDto): Promise<IssuedKeyResponseDto> {
    const terms = termsOf(command, await this.merchantFor(command, authorization));
    const key = makeApiKey(terms.role).key;
    const row = await this.dataSource.transaction(async (tx) => {
      await this.assertMerchantExists(tx, terms.merchantId);
      const issued = await this.issuance.register(tx, key, terms);
      const { role, merchantId, supplierId } = issued;
      await this.audit.record(tx, {
        actor,
        action: 'key.issued',
        merchantId,
        target: issued.id,
        details: { role, supplierId },
      });
      return issued;
    });
    return { ...keyResponse(row), key, waitingFor: await this.peers.waitUntilAccepted(key) };
  }

  async list(query: PageQuery): Promise<Page<KeyResponseDto>> {
    const limit = limitOf(query);
    const rows = this.dataSource
      .getRepository(AccessKey)
      .createQueryBuilder('k')
      .where(`k.kind = 'api'`)
      .orderBy('k.createdAt', 'DESC')
      .addOrderBy('k.id', 'DESC')
      .limit(limit + 1);
    const [createdAt, id] = decodeCursor(query.after, 'time', 'id') ?? [];
    if (createdAt !== undefined && id !== undefined)
      rows.andWhere('(k.createdAt, k.id) < (:createdAt, :id)', { createdAt, id });
    const page = pageOf(await rows.getMany(), limit, (row) => [row.createdAt.toISOString(), row.id]);
    return { items: page.items.map(keyResponse), next: page.next };
  }

  /** Ends a key and its sessions. The second call finds nothing to do and is no error. */
  async revokeKey(actor: Actor, keyId: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const row = await tx.findOneBy(AccessKey, { id: keyId });
      if (!row) throw keyNotFound(keyId);
      if (row.role === 'operator' && row.kind === 'api') await this.assertNotLastOperator(tx, keyId);
      const revoked = await this.issuance.revoke(tx, keyId);
      if (revoked.length === 0) return;
      const details = { role: row.role, sessionsEnded: revoked.length - 1 };
      await this.audit.record(tx, { actor, action: 'key.revoked', merchantId: row.merchantId, target: keyId, details });
    });
  }

  /** The key behind a text, if it works now. The console's own table is the truth; events follow it. */
  async findWorking(key: string): Promise<AccessKey | null> {
    const row = await this.dataSource.getRepository(AccessKey).findOneBy({ sha256: hashApiKey(key) });
    return row?.worksAt(new Date()) === true ? row : null;
  }

  /** A supplier key may leave its merchant unsaid. */
  private async merchantFor(command: IssueKeyDto, authorization: string): Promise<string | null> {
    const { role, merchantId = null, supplierId = null } = command;
    if (role !== 'supplier' || supplierId === null) return merchantId;
    return this.suppliers.merchantOf(supplierId, merchantId, authorization);
  }

  private async assertMerchantExists(tx: EntityManager, merchantId: string | null): Promise<void> {
    if (merchantId === null || (await tx.existsBy(Merchant, { id: merchantId }))) return;
    throw badKeyField('merchantId', 'MERCHANT_NOT_FOUND', `There is no merchant ${merchantId}.`);
  }

  private async assertNotLastOperator(tx: EntityManager, keyId: string): Promise<void> {
    // Locks all operator keys, so that two people cannot revoke the last two at once.
    const operators = await tx.find(AccessKey, {
      where: { role: 'operator', kind: 'api' },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const working = operators.filter((row) => row.worksAt(new Date()));
    if (working.length === 1 && working[0]?.id === keyId) throw lastOperatorKey();
  }
}

/** Who a key acts for must fit its role. */
function termsOf(command: IssueKeyDto, merchantId: string | null): KeyTerms {
  const { role, supplierId = null } = command;
  assertFits('merchantId', merchantId, role !== 'operator', role);
  assertFits('supplierId', supplierId, role === 'supplier', role);
  const expiresAt = command.expiresAt == null ? null : new Date(command.expiresAt);
  if (expiresAt !== null && expiresAt <= new Date())
    throw badKeyField('expiresAt', 'IN_THE_PAST', 'expiresAt must be in the future.');
  return { kind: 'api', role, merchantId, supplierId, expiresAt };
}

function assertFits(field: string, value: string | null, isNeeded: boolean, role: string): void {
  if (isNeeded && value === null) throw badKeyField(field, 'REQUIRED', `A ${role} key needs a ${field}.`);
  if (!isNeeded && value !== null) throw badKeyField(field, 'NOT_ALLOWED', `A ${role} key takes no ${field}.`);
}
