import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { beginEffect, endEffect, type Cause } from '#messaging';
import { callEffect, pauseMs, WebhookClient, type WebhookEndpoint, type WebhookReply } from '#platform';
import { NotificationConfig } from '../config.js';
import { EndpointHealthService } from './endpoint-health.service.js';

/** Deliveries of one endpoint in flight. */
export const IN_FLIGHT_PER_ENDPOINT = 4;
/** Attempts of the queue among all of the service. */
export const EFFECT_KIND = 'merchant-webhook';
/** On top of the call's own time: what writing its outcome may take on a busy database. */
const LEASE_MARGIN_MS = 15_000;

/** A call that is on record and may be made now. */
export interface ClaimedWebhook {
  readonly id: string;
  readonly webhookId: string;
  readonly eventType: string;
  readonly orderId: string | null;
  readonly body: string;
  readonly attempts: number;
  readonly attemptId: string;
  readonly cause: Cause;
  readonly endpoint: WebhookEndpoint;
}

interface DueRow {
  id: string;
  webhook_id: string;
  event_type: string;
  order_id: string | null;
  body: string;
  attempts: number;
  cause: Cause;
  endpoint_id: string;
  url: string;
  secret: string;
  previous_secret: string | null;
}

/**
 * What is due at endpoints that are up: of one order the oldest, because what happened to it is told in the order in
 * which it happened, and of one endpoint a few, because each is asked beside the others.
 */
const FIND_DUE_SQL = `
  SELECT d.id FROM webhook_endpoints e
   CROSS JOIN LATERAL (
     SELECT q.id, q.next_attempt_at FROM webhook_deliveries q
      WHERE q.endpoint_id = e.id AND q.state = 'queued' AND q.next_attempt_at <= now()
        AND NOT EXISTS (SELECT 1 FROM webhook_deliveries earlier
                         WHERE earlier.endpoint_id = q.endpoint_id AND earlier.order_id = q.order_id
                           AND earlier.state = 'queued' AND earlier.sequence < q.sequence)
      ORDER BY q.sequence LIMIT ${String(IN_FLIGHT_PER_ENDPOINT)}) d
   WHERE e.state = 'active' AND e.quiet_until <= now() AND NOT e.id = ANY ($2)
     AND EXISTS (SELECT 1 FROM webhook_deliveries any_due WHERE any_due.state = 'queued' AND any_due.next_attempt_at <= now())
   ORDER BY d.next_attempt_at LIMIT $1`;

const LOCK_DUE_SQL = `
  SELECT d.id, d.webhook_id, d.event_type, d.order_id, d.body, d.attempts, d.cause, e.id AS endpoint_id, e.url, e.secret,
         CASE WHEN e.previous_secret_until > now() THEN e.previous_secret END AS previous_secret
    FROM webhook_deliveries d JOIN webhook_endpoints e ON e.id = d.endpoint_id
   WHERE d.id = ANY ($1) AND d.state = 'queued' AND d.next_attempt_at <= now()
   ORDER BY d.sequence FOR UPDATE OF d SKIP LOCKED`;

/**
 * The queue of webhooks, in the database. A claim records the attempt and leases the row in one commit before
 * anything is sent; a process that dies in between leaves an attempt of unknown outcome, and after the lease the
 * same message is sent again under the same id.
 */
@Injectable()
export class WebhookQueueService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly client: WebhookClient,
    private readonly health: EndpointHealthService,
    private readonly config: NotificationConfig,
  ) {}

  /** @param busy endpoints that have no place free. */
  async claim(limit: number, busy: readonly string[]): Promise<{ calls: ClaimedWebhook[]; seen: number }> {
    const asleep = new Set<string>();
    const claimed = await this.dataSource.transaction(async (tx) => {
      const due = await tx.query<{ id: string }[]>(FIND_DUE_SQL, [limit, busy]);
      const rows = due.length === 0 ? [] : await tx.query<DueRow[]>(LOCK_DUE_SQL, [due.map(({ id }) => id)]);
      const calls: ClaimedWebhook[] = [];
      for (const row of rows) {
        const endpoint = endpointOf(row);
        if (this.client.isOpen(endpoint)) asleep.add(endpoint.id);
        else calls.push(await this.recordAttempt(tx, row, endpoint));
      }
      return { calls, seen: rows.length };
    });
    for (const id of asleep) await this.health.leaveAlone(id);
    return claimed;
  }

  /** Writes what a call came to; null when the breaker turned it away. */
  async recordResult(call: ClaimedWebhook, reply: WebhookReply | null): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await endEffect(tx, call.attemptId, callEffect(reply));
      if (reply === null) return giveBack(tx, call.id);
      await tx.query(
        `INSERT INTO webhook_attempts (id, delivery_id, duration_ms, answer)
         SELECT $1, id, $3, $4 FROM webhook_deliveries WHERE id = $2`,
        [call.attemptId, call.id, reply.durationMs, reply.answer],
      );
      if (reply.kind === 'delivered') await settleDelivered(tx, call.id, reply.status);
      else await this.recordFailure(tx, call, reply);
    });
    // By itself: who stops an endpoint locks it before its deliveries, so a delivery must be let go of first.
    if (reply !== null) await this.health.note(call, reply);
  }

  private async recordAttempt(tx: EntityManager, row: DueRow, endpoint: WebhookEndpoint): Promise<ClaimedWebhook> {
    const attemptId = await beginEffect(tx, {
      kind: EFFECT_KIND,
      subject: row.id,
      // One message goes to several endpoints: each has attempts of its own.
      idempotencyKey: `${endpoint.id}:${row.webhook_id}`,
      payload: row.body,
    });
    await tx.query(
      `UPDATE webhook_deliveries SET attempts = attempts + 1, next_attempt_at = now() + $2 * interval '1 ms' WHERE id = $1`,
      [row.id, this.config.WEBHOOK_TIMEOUT_MS + LEASE_MARGIN_MS],
    );
    return {
      ...{ id: row.id, webhookId: row.webhook_id, eventType: row.event_type, orderId: row.order_id, body: row.body },
      ...{ attempts: row.attempts + 1, attemptId, cause: row.cause, endpoint },
    };
  }

  /** Again later, until it is too old: then a person can send it again. */
  private async recordFailure(
    tx: EntityManager,
    call: ClaimedWebhook,
    reply: Exclude<WebhookReply, { kind: 'delivered' }>,
  ): Promise<void> {
    const limits = { firstMs: this.config.WEBHOOK_RETRY_FIRST_MS, longestMs: this.config.WEBHOOK_RETRY_LONGEST_MS };
    const wishedMs = reply.kind === 'transient' ? reply.retryAfterMs : 0;
    await tx.query(
      `UPDATE webhook_deliveries SET last_status = $2, last_error = $3,
              state = CASE WHEN queued_at < now() - $5 * interval '1 s' THEN 'failed' ELSE state END,
              settled_at = CASE WHEN queued_at < now() - $5 * interval '1 s' THEN now() END,
              next_attempt_at = CASE next_attempt_at WHEN 'infinity' THEN next_attempt_at
                                ELSE now() + $4 * interval '1 ms' END
        WHERE id = $1 AND state = 'queued'`,
      [
        ...[call.id, reply.status, reply.error],
        pauseMs(call.attempts, limits, Math.random(), wishedMs),
        this.config.WEBHOOK_GIVE_UP_SECONDS,
      ],
    );
  }
}

const endpointOf = ({ endpoint_id: id, url, secret, previous_secret: previous }: DueRow): WebhookEndpoint => ({
  ...{ id, url, secrets: previous === null ? [secret] : [secret, previous] },
});

/** Was not sent: it is due again, and no attempt. */
async function giveBack(tx: EntityManager, id: string): Promise<void> {
  await tx.query(
    `UPDATE webhook_deliveries SET attempts = attempts - 1,
            next_attempt_at = CASE next_attempt_at WHEN 'infinity' THEN next_attempt_at ELSE now() END
      WHERE id = $1 AND state = 'queued'`,
    [id],
  );
}

async function settleDelivered(tx: EntityManager, id: string, status: number): Promise<void> {
  await tx.query(
    `UPDATE webhook_deliveries SET state = 'delivered', settled_at = now(), last_status = $2, last_error = NULL
      WHERE id = $1 AND state = 'queued'`,
    [id, status],
  );
}
