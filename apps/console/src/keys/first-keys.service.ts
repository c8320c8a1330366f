import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { hashApiKey, makeApiKey } from '#platform';
import { AuditService } from '../audit/audit.service.js';
import { ConsoleConfig } from '../config.js';
import { AccessKey } from './access-key.entity.js';
import { KeyIssuance, type KeyTerms } from './key-issuance.service.js';
import { createKeysFile, readKeysFile, type KeysFile } from './keys-file.js';
import { MerchantsService } from './merchants.service.js';

/** Advisory lock of the first keys, so that two processes starting at once register them once. */
const FIRST_KEYS_LOCK = 7_043_301;

/**
 * The first operator key and merchant key. The file comes first and is the truth: whatever it names is
 * registered at every start if the database does not know it. So a crash between file and commit heals at the
 * next start, and no start ever makes a second pair.
 */
@Injectable()
export class FirstKeys implements OnApplicationBootstrap {
  constructor(
    private readonly config: ConsoleConfig,
    private readonly dataSource: DataSource,
    private readonly issuance: KeyIssuance,
    private readonly merchants: MerchantsService,
    private readonly audit: AuditService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.KEYS_FILE === undefined) return;
    const keys = await fileOf(this.config.KEYS_FILE);
    await this.dataSource.transaction((tx) => this.registerMissing(tx, keys));
  }

  private async registerMissing(tx: EntityManager, keys: KeysFile): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [FIRST_KEYS_LOCK]);
    await this.registerIfMissing(tx, keys.operator, () => Promise.resolve(termsOf('operator', null)));
    await this.registerIfMissing(tx, keys.merchant, async () => {
      const merchant = await this.merchants.firstMerchant(tx, {
        name: this.config.DEFAULT_MERCHANT_NAME,
        defaultLanguage: this.config.DEFAULT_MERCHANT_LANGUAGE,
        currency: this.config.DEFAULT_MERCHANT_CURRENCY,
      });
      return termsOf('merchant', merchant.id);
    });
  }

  /** A revoked key is known too: it does not come back to life. */
  private async registerIfMissing(tx: EntityManager, key: string, terms: () => Promise<KeyTerms>): Promise<void> {
    if (await tx.existsBy(AccessKey, { sha256: hashApiKey(key) })) return;
    const row = await this.issuance.register(tx, key, await terms());
    const { id, role, merchantId } = row;
    await this.audit.record(tx, {
      actor: null,
      action: 'key.issued',
      merchantId,
      target: id,
      details: { role, first: true },
    });
  }
}

async function fileOf(path: string): Promise<KeysFile> {
  const known = await readKeysFile(path);
  if (known) return known;
  const fresh: KeysFile = { merchant: makeApiKey('merchant').key, operator: makeApiKey('operator').key, suppliers: {} };
  if (await createKeysFile(path, fresh)) return fresh;
  // Another process was faster; its file is whole by now.
  return fileOf(path);
}

const termsOf = (role: 'operator' | 'merchant', merchantId: string | null): KeyTerms => ({
  kind: 'api',
  role,
  merchantId,
  supplierId: null,
  expiresAt: null,
});
