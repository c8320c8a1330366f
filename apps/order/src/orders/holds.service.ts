import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { exchanged, rateFor } from '../routing/domain/exchange.js';
import type { AppliedPolicy } from '../routing/domain/policy/routing-policy.js';
import { ExchangeRatesService } from '../routing/exchange-rates.service.js';
import { PoliciesService } from '../routing/policies.service.js';
import { policyHold, type PolicyHold } from './domain/hold-rules.js';

/** What the merchant's hold rules look at. */
export interface HoldQuestion {
  readonly orderId: string;
  readonly merchantId: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly customerEmail: string | null;
  readonly createdAt: Date;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

/** Whether the merchant's policy makes an order wait. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly policies: PoliciesService,
    private readonly rates: ExchangeRatesService,
  ) {}

  async ask(tx: EntityManager, question: HoldQuestion): Promise<PolicyHold | null> {
    const policy = await this.policies.activeFor(tx, question.merchantId);
    const { holds } = policy.content;
    const { totalMinor, createdAt } = question;
    return policyHold(
      {
        totalMinor,
        createdAt,
        looksLikeAnother:
          holds.duplicateWithinMinutes !== null && (await this.isRepeated(tx, question, holds.duplicateWithinMinutes)),
        now: new Date(),
      },
      { ...holds, valueAboveMinor: await this.valueLimit(tx, question, policy) },
    );
  }

  /** Asks about an order that is stored already. */
  async askAgain(tx: EntityManager, orderId: string): Promise<PolicyHold | null> {
    const rows = await tx.query<(Omit<HoldQuestion, 'totalMinor'> & { totalMinor: string })[]>(
      `SELECT o.id AS "orderId", o.merchant_id AS "merchantId", o.currency, o.total_minor AS "totalMinor",
         o.customer_email AS "customerEmail", o.created_at AS "createdAt",
         (SELECT json_agg(json_build_object('sku', l.sku, 'quantity', l.quantity)) FROM order_lines l
          WHERE l.order_id = o.id) AS lines
       FROM orders o WHERE o.id = $1`,
      [orderId],
    );
    const [row] = rows;
    return row ? this.ask(tx, { ...row, totalMinor: Number(row.totalMinor), lines: row.lines }) : null;
  }

  /** In the order's currency. Without a rate nobody knows whether it is above, so a person looks: the limit is 0. */
  private async valueLimit(
    tx: EntityManager,
    { merchantId, currency }: HoldQuestion,
    { content }: AppliedPolicy,
  ): Promise<number | null> {
    const { valueAboveMinor } = content.holds;
    if (valueAboveMinor === null || content.currency === null || content.currency === currency) return valueAboveMinor;
    const rates = await this.rates.newest(merchantId, tx, currency);
    const pair = { from: content.currency, to: currency };
    const rate = rateFor(rates, pair, new Date().toISOString(), content.exchange.rateAgeMaxDays);
    return rate ? exchanged(valueAboveMinor, rate) : 0;
  }

  /** Whether the same customer ordered the same a moment ago. Without an e-mail address nobody can tell. */
  private async isRepeated(tx: EntityManager, question: HoldQuestion, withinMinutes: number): Promise<boolean> {
    const { orderId, merchantId, customerEmail, createdAt, lines } = question;
    if (customerEmail === null) return false;
    const rows = await tx.query<unknown[]>(
      `SELECT 1 FROM orders o
       WHERE o.merchant_id = $1 AND o.customer_email = lower($2) AND o.id <> $3 AND o.status <> 'cancelled'
         AND o.created_at <= $4 AND o.created_at > $4::timestamptz - make_interval(mins => $5)
         AND (SELECT array_agg(l.sku || ' ' || l.quantity ORDER BY (l.sku || ' ' || l.quantity) COLLATE "C")
              FROM order_lines l WHERE l.order_id = o.id)
           = (SELECT array_agg(s.line ORDER BY s.line COLLATE "C") FROM unnest($6::text[]) AS s(line))
       LIMIT 1`,
      [
        ...[merchantId, customerEmail, orderId, createdAt, withinMinutes],
        lines.map(({ sku, quantity }) => `${sku} ${String(quantity)}`),
      ],
    );
    return rows.length > 0;
  }
}
