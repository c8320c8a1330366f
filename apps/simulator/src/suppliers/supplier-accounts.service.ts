import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SimulatorConfig } from '../config.js';
import { readAnswer } from '../product/domain/answer.js';
import { KeysFileService, type InstallationKeys } from '../product/keys-file.service.js';
import { SetUpRefusedError } from '../product/product.errors.js';
import { ProductService } from '../product/product.service.js';
import { articlesOf, suppliers, type SupplierRole } from '../world/domain/cast.js';
import { WorldService } from '../world/world.service.js';
import { StockFeedsService } from './stock-feeds.service.js';
import { SupplierAccount } from './supplier-account.entity.js';

interface KnownSupplier {
  id: string;
  code: string;
  channel: { type: string; url?: string | null };
}

/** Makes the simulated suppliers known to the product; finds by its code what is there already. */
@Injectable()
export class SupplierAccountsService {
  constructor(
    private readonly config: SimulatorConfig,
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly product: ProductService,
    private readonly keysFile: KeysFileService,
    private readonly feeds: StockFeedsService,
  ) {}

  /** Safe to repeat; ends with every supplier known, keyed, listed and about to send its stock. */
  async setUp(keys: InstallationKeys, merchantId: string, address: string): Promise<void> {
    const known = await this.product.list<KnownSupplier>('/v1/suppliers', keys.merchant);
    for (const role of suppliers) {
      const url = `${address}/sim/suppliers/${role.code}/webhooks`;
      const there = known.find((supplier) => supplier.code === role.code);
      const supplierId = there
        ? await this.findAgain(role, there, url, keys)
        : await this.register(role, url, keys.merchant);
      await this.ensureKey(role, supplierId, merchantId, keys);
      if (!role.namesMerchantSkus) await this.list(role, supplierId, keys.merchant);
      await this.feeds.begin(role);
    }
  }

  private async register(role: SupplierRole, url: string, key: string): Promise<string> {
    const channel = role.channel === 'webhook' ? { type: 'webhook', url } : { type: 'api' };
    const { code, name, country, leadTimeDays, parcelFixedMinor, parcelPerKgMinor } = role;
    const created = await this.product.expect<KnownSupplier>({
      ...{ method: 'POST', path: '/v1/suppliers', key },
      json: {
        ...{ code, name, country, currency: this.config.CURRENCY, channel, leadTimeDays, active: true },
        ...{ contactEmail: `orders@${code}.example.com`, language: country === 'TR' ? 'tr' : 'en' },
        parcel: { fixedMinor: parcelFixedMinor, perKgMinor: parcelPerKgMinor },
      },
    });
    await this.remember(role, created.id, secretIn(created));
    return created.id;
  }

  /** The supplier of an earlier run, perhaps at another address, or with a secret that got lost with its answer. */
  private async findAgain(
    role: SupplierRole,
    there: KnownSupplier,
    url: string,
    keys: InstallationKeys,
  ): Promise<string> {
    const account = await this.dataSource.manager.findOneBy(SupplierAccount, { code: role.code });
    const known = account?.supplierId === there.id ? account.webhookSecret : null;
    const secret = there.channel.type === 'webhook' ? await this.renewWebhook(there, url, known, keys.merchant) : null;
    await this.remember(role, there.id, secret);
    return there.id;
  }

  /** The secret that counts from now on. A secret that nobody here knows is replaced; otherwise the product keeps it. */
  private async renewWebhook(there: KnownSupplier, url: string, known: string | null, key: string): Promise<string> {
    if (known !== null && there.channel.url === url) return known;
    const secret = known ?? newSecret();
    const json = { channel: { type: 'webhook', url, ...(known === null ? { secret } : {}) } };
    await this.product.expect({ method: 'PATCH', path: `/v1/suppliers/${there.id}`, key, json });
    return secret;
  }

  private async remember({ code }: SupplierRole, supplierId: string, webhookSecret: string | null): Promise<void> {
    await this.dataSource.query(
      `insert into supplier_accounts (code, supplier_id, webhook_secret) values ($1, $2, $3)
       on conflict (code) do update set supplier_id = excluded.supplier_id, webhook_secret = excluded.webhook_secret,
         api_key = case when supplier_accounts.supplier_id = excluded.supplier_id then supplier_accounts.api_key end`,
      [code, supplierId, webhookSecret],
    );
  }

  private async ensureKey(
    { code }: SupplierRole,
    supplierId: string,
    merchantId: string,
    keys: InstallationKeys,
  ): Promise<void> {
    const account = await this.dataSource.manager.findOneByOrFail(SupplierAccount, { code });
    let apiKey = account.apiKey;
    if (apiKey === null) {
      const issued = await this.product.expect<{ key: string }>({
        ...{ method: 'POST', path: '/v1/keys', key: keys.operator },
        json: { role: 'supplier', merchantId, supplierId },
      });
      apiKey = issued.key;
      await this.dataSource.manager.update(SupplierAccount, { code }, { apiKey });
    }
    await this.keysFile.addSuppliers({ [code]: apiKey });
  }

  /** Says what the supplier's own numbers are to the merchant; a listing that is there already is fine. */
  private async list(role: SupplierRole, supplierId: string, key: string): Promise<void> {
    const done = `listed:${role.code}`;
    if ((await this.world.recall(done)) === supplierId) return;
    for (const { supplierSku, product } of articlesOf(this.world.seed, role)) {
      const json = { supplierId, supplierSku, sku: product.sku };
      const answer = await this.product.request({ method: 'POST', path: '/v1/listings', key, json });
      const listed = readAnswer(answer, 0) === 'accepted' || answer.status === 409;
      if (!listed) throw new SetUpRefusedError(`listing ${supplierSku}`, answer.status, answer.body);
    }
    await this.world.remember(done, supplierId);
  }
}

/** Standard Webhooks: 24 random bytes and more. */
function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** The product shows a webhook secret once, in the answer that created it. */
function secretIn(answer: unknown): string | null {
  const match = /"(whsec_[^"]+)"/.exec(JSON.stringify(answer));
  return match?.[1] ?? null;
}
