import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { MerchantsService } from '../merchants/merchants.service.js';
import { incomingOrderOf } from './dto/incoming-order.js';
import type { PlaceOrderDto } from './dto/place-order.dto.js';
import { idempotencyKeyInFlight, idempotencyKeyMissing, idempotencyKeyReused } from './order.errors.js';
import type { OrderView } from './order-view.js';
import { PlaceOrderService } from './place-order.service.js';

const KEY = /^[\x21-\x7e]{1,255}$/;

export interface IntakeAnswer {
  readonly order: OrderView;
  readonly replayed: boolean;
}

/** Orders by REST: each idempotency key is answered once, and the same way ever after. */
@Injectable()
export class OrderIntakeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly merchants: MerchantsService,
    private readonly placing: PlaceOrderService,
  ) {}

  async submit(merchantId: string, key: string | undefined, dto: PlaceOrderDto): Promise<IntakeAnswer> {
    if (key === undefined || !KEY.test(key)) throw idempotencyKeyMissing();
    const hash = createHash('sha256').update(canonical(dto)).digest();
    return this.dataSource.transaction(async (tx) => {
      await this.claim(tx, merchantId, key);
      const known = await this.answerOf(tx, merchantId, key);
      if (known && !known.request_hash.equals(hash)) throw idempotencyKeyReused();
      if (known) return { order: known.response, replayed: true };
      const language = dto.customer.language ?? (await this.merchants.languageOf(tx, merchantId));
      const incoming = incomingOrderOf(dto, language, new Date());
      return {
        order: await this.placing.placeOrder(tx, merchantId, incoming, { remember: { key, hash } }),
        replayed: false,
      };
    });
  }

  /** Held until the transaction ends, and gone with it: a crash leaves no key in flight for ever. */
  private async claim(tx: EntityManager, merchantId: string, key: string): Promise<void> {
    const rows = await tx.query<{ free: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS free`,
      [`idempotency ${merchantId} ${key}`],
    );
    if (rows[0]?.free !== true) throw idempotencyKeyInFlight();
  }

  private async answerOf(tx: EntityManager, merchantId: string, key: string) {
    const rows = await tx.query<{ request_hash: Buffer; response: OrderView }[]>(
      `SELECT request_hash, response FROM idempotency_keys WHERE merchant_id = $1 AND key = $2`,
      [merchantId, key],
    );
    return rows[0];
  }
}

/** The same facts in another order of fields are the same body. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}
