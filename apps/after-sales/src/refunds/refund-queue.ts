import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RefundSum } from '#contracts';
import { beginEffect, settleEffect, unknownAmong, type Cause, type EffectOutcome } from '#messaging';
import { AfterSalesConfig } from '../config.js';
import { RefundsService } from './refunds.service.js';

/** A refund whose turn it is. */
export interface ClaimedRefund {
  readonly id: string;
  readonly external_id: string;
  readonly order_id: string;
  readonly return_id: string | null;
  readonly complaint_id: string | null;
  readonly sum: RefundSum;
  readonly attempts: number;
  readonly cause: Cause;
  /** An earlier attempt may have had its effect. */
  readonly unresolved: boolean;
}

/** Refunds among all effects of the service. */
export const REFUND_EFFECT = 'refund';
/** A claim outlives the longest call by this: below it a slow process could be overtaken while it calls. */
const CLAIM_MARGIN_MS = 10_000;
/** Pauses double up to an hour: a store that is down for a day is still asked within the hour. */
const PAUSE_MAX_MS = 3_600_000;

/** Claims refunds, records attempts before they are made, and what came of them. */
@Injectable()
export class RefundQueue {
  constructor(
    private readonly dataSource: DataSource,
    private readonly refunds: RefundsService,
    private readonly config: AfterSalesConfig,
  ) {}

  /** Refunds that are due, for this process alone until the claim ends. */
  async claim(most: number): Promise<ClaimedRefund[]> {
    const [rows] = await this.dataSource.query<[Omit<ClaimedRefund, 'unresolved'>[], number]>(
      `UPDATE refunds r SET next_attempt_at = now() + make_interval(secs => $2 / 1000.0)
       FROM orders o
       WHERE o.order_id = r.order_id AND r.id IN (
         SELECT id FROM refunds WHERE status = 'requested' AND next_attempt_at <= now()
         ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING r.id, o.external_id, r.order_id, r.return_id, r.complaint_id, r.sum, r.attempts, r.cause`,
      [most, this.claimMs],
    );
    const ids = rows.map(({ id }) => id);
    const unknown = await unknownAmong(this.dataSource.manager, REFUND_EFFECT, ids);
    return rows.map((row) => ({ ...row, unresolved: unknown.has(row.id) }));
  }

  /** Puts an attempt on record before it is made. False: somebody else has the refund by now. */
  begin({ id, attempts }: ClaimedRefund, payload: string): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const [, claimed] = await tx.query<[unknown[], number]>(
        `UPDATE refunds SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => $3 / 1000.0)
         WHERE id = $1 AND status = 'requested' AND attempts = $2`,
        [id, attempts, this.claimMs],
      );
      if (claimed === 0) return false;
      await beginEffect(tx, { kind: REFUND_EFFECT, subject: id, idempotencyKey: id, payload });
      return true;
    });
  }

  done({ id }: ClaimedRefund, reference: string): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      await settleEffect(tx, { kind: REFUND_EFFECT, idempotencyKey: id }, { outcome: 'done' });
      await this.refunds.complete(tx, id, reference);
    });
  }

  refused({ id }: ClaimedRefund, reason: string, status: number): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      await settleEffect(
        tx,
        { kind: REFUND_EFFECT, idempotencyKey: id },
        { outcome: 'refused', status, detail: reason },
      );
      await this.refunds.fail(tx, id, 'STORE_REFUSED');
    });
  }

  /** Comes up again after a pause. `outcome` null leaves what is unknown unknown. */
  postponed({ id, attempts }: ClaimedRefund, reason: string, outcome: EffectOutcome | null): Promise<void> {
    const pauseMs = Math.min(this.config.REFUND_RETRY_FIRST_MS * 2 ** Math.min(attempts, 20), PAUSE_MAX_MS);
    return this.dataSource.transaction(async (tx) => {
      if (outcome !== null)
        await settleEffect(tx, { kind: REFUND_EFFECT, idempotencyKey: id }, { outcome, detail: reason });
      await tx.query(
        `UPDATE refunds SET next_attempt_at = now() + make_interval(secs => $2 / 1000.0)
         WHERE id = $1 AND status = 'requested'`,
        [id, pauseMs],
      );
    });
  }

  private get claimMs(): number {
    return this.config.REFUND_TIMEOUT_MS * 2 + CLAIM_MARGIN_MS;
  }
}
