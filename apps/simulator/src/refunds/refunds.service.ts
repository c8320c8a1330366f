import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { DataSource } from 'typeorm';
import { notFound, ProblemError, unprocessable } from '#platform';
import { SimulatorConfig } from '../config.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { StoreRefund } from './store-refund.entity.js';

/** A request for a refund as it came. */
export interface RefundCall {
  readonly key: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** The store's till: pays back once per key, and on a bad day does not answer although it paid. */
@Injectable()
export class StoreRefundsService {
  private readonly badDays = new Set<string>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly config: SimulatorConfig,
  ) {}

  /** @throws 500 on a bad day, before or after the money moved; only at the first request of a key. */
  async refund(call: RefundCall): Promise<{ reference: string }> {
    this.assertSigned(call);
    const stream = Rng.of(this.world.seed, 'refund', call.key);
    const day = stream.chance(this.world.rates.error500) ? stream.pick(['before', 'after'] as const) : 'good';
    const asked = await this.noteAsked(call.key);
    // A bad day has one jam: whoever comes again is served.
    if (asked === 0 && day === 'before' && !this.badDays.has(call.key)) {
      this.badDays.add(call.key);
      throw badDay();
    }
    const refund = asked > 0 ? await this.known(call.key) : await this.pay(call);
    if (asked === 0 && day === 'after') throw badDay();
    if (refund.reference === null) throw unprocessable('REFUND_REFUSED', 'There is no such order in this store.');
    return { reference: refund.reference };
  }

  /** What became of a key. */
  async known(key: string): Promise<StoreRefund> {
    const refund = await this.dataSource.manager.findOneBy(StoreRefund, { key });
    if (!refund) throw notFound('REFUND_UNKNOWN', 'Nobody asked for this refund.');
    return refund;
  }

  private async noteAsked(key: string): Promise<number> {
    const [rows] = await this.dataSource.query<[{ asked: number }[], number]>(
      `update store_refunds set asked = asked + 1 where key = $1 returning asked`,
      [key],
    );
    return rows[0]?.asked ?? 0;
  }

  private async pay({ key, body }: RefundCall): Promise<StoreRefund> {
    const request = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
    const { externalOrderId, currency, amountMinor, returnId = null, lines = [] } = request;
    if (typeof amountMinor !== 'number' || amountMinor <= 0) throw unprocessable('REFUND_AMOUNT', 'No amount.');
    await this.dataSource.query(
      `insert into store_refunds (key, external_order_id, return_id, lines, currency, amount_minor, reference, asked, refunded_at)
       values ($1, $2, $3, $4, $5, $6, $7, 1, now()) on conflict (key) do update set asked = store_refunds.asked + 1`,
      [
        ...[key, String(externalOrderId), returnId, JSON.stringify(lines), String(currency), amountMinor],
        `rf-${randomUUID()}`,
      ],
    );
    return this.known(key);
  }

  private assertSigned({ headers, body }: RefundCall): void {
    const signed = Object.fromEntries(Object.entries(headers).filter(([, value]) => typeof value === 'string'));
    try {
      new Webhook(this.config.STORE_REFUND_SECRET).verify(body, signed as Record<string, string>, {
        jsonParse: false,
      });
    } catch {
      throw new ProblemError(401, 'BAD_SIGNATURE', 'The signature does not match.');
    }
  }
}

const badDay = (): ProblemError => new ProblemError(500, 'BAD_DAY', 'The till is jammed.');
