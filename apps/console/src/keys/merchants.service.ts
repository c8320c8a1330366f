import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { MerchantRegistered } from '#contracts';
import { draft, Outbox } from '#messaging';
import { decodeCursor, limitOf, pageOf, type Actor, type Page, type PageQuery } from '#platform';
import { AuditService } from '../audit/audit.service.js';
import type { RegisterMerchantDto } from './dto/register-merchant.dto.js';
import { Merchant } from './merchant.entity.js';

@Injectable()
export class MerchantsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly audit: AuditService,
  ) {}

  registerMerchant(actor: Actor, command: RegisterMerchantDto): Promise<Merchant> {
    return this.dataSource.transaction(async (tx) => {
      const merchant = await this.register(tx, command);
      await this.audit.record(tx, {
        actor,
        action: 'merchant.registered',
        merchantId: merchant.id,
        target: merchant.id,
        details: { name: merchant.name },
      });
      return merchant;
    });
  }

  /** The merchant of the first start; made once, whoever asks. */
  async firstMerchant(tx: EntityManager, terms: RegisterMerchantDto): Promise<Merchant> {
    return (await tx.findOneBy(Merchant, { isFirst: true })) ?? this.register(tx, terms, true);
  }

  async list(query: PageQuery): Promise<Page<Merchant>> {
    const limit = limitOf(query);
    const rows = this.dataSource
      .getRepository(Merchant)
      .createQueryBuilder('m')
      .orderBy('m.name', 'ASC')
      .addOrderBy('m.id', 'ASC')
      .limit(limit + 1);
    const [name, id] = decodeCursor(query.after, 'text', 'id') ?? [];
    if (name !== undefined && id !== undefined) rows.where('(m.name, m.id) > (:name, :id)', { name, id });
    return pageOf(await rows.getMany(), limit, (merchant) => [merchant.name, merchant.id]);
  }

  private async register(tx: EntityManager, terms: RegisterMerchantDto, isFirst = false): Promise<Merchant> {
    const { name, defaultLanguage, currency } = terms;
    const merchant = tx.create(Merchant, {
      id: uuidv7(),
      name,
      defaultLanguage,
      currency,
      isFirst,
      createdAt: new Date(),
    });
    await tx.insert(Merchant, merchant);
    await this.outbox.append(tx, [
      draft(
        MerchantRegistered,
        { merchantId: merchant.id, key: merchant.id },
        { merchantId: merchant.id, name, defaultLanguage, currency },
      ),
    ]);
    return merchant;
  }
}
