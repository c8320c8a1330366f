import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DeliveryFilterQuery, RedeliverPeriodDto } from './dto/webhook-deliveries.dto.js';
import { EFFECT_KIND } from './webhook-queue.service.js';
import { deliveryNotFound, endpointNotActive } from './webhooks.errors.js';
import type { WebhookEndpointView } from './webhook-endpoints.service.js';

/** `queued`: on its way, or waiting for its endpoint. `failed`: given up after days; it can be sent again. */
export const webhookDeliveryStates = ['queued', 'delivered', 'failed'] as const;
export type WebhookDeliveryState = (typeof webhookDeliveryStates)[number];

/** A message to an endpoint. */
export interface WebhookDeliveryView {
  readonly id: string;
  /** Place in the log. int8, so a string. */
  readonly sequence: string;
  /** The header `webhook-id`: the event's own id, the same at every attempt and after every redelivery. */
  readonly webhookId: string;
  readonly eventType: string;
  readonly orderId: string | null;
  readonly state: WebhookDeliveryState;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  /** Null: it is settled, or its endpoint is not active. */
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

/** One call. */
export interface WebhookAttemptView {
  readonly startedAt: Date;
  /** `unknown`: it was made, and there is no answer (yet). */
  readonly outcome: string;
  readonly status: number | null;
  readonly error: string | null;
  /** Null while it runs. */
  readonly durationMs: number | null;
  /** How the answer began. */
  readonly answer: string | null;
}

/** A message with what was sent and how each call went. */
export interface WebhookDeliveryDetail extends WebhookDeliveryView {
  readonly body: unknown;
  readonly log: readonly WebhookAttemptView[];
}

/** Rows deleted at once: short locks. */
const SWEEP_ROWS = 5_000;

const SELECT_DELIVERY = `
  SELECT id, webhook_id AS "webhookId", event_type AS "eventType", order_id AS "orderId", state, attempts,
         last_status AS "lastStatus", last_error AS "lastError", created_at AS "createdAt", settled_at AS "settledAt",
         CASE WHEN state = 'queued' AND next_attempt_at < 'infinity' THEN next_attempt_at END AS "nextAttemptAt", sequence
    FROM webhook_deliveries`;

/** What was sent to whom, and how it went. */
@Injectable()
export class WebhookLogService {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  find(
    endpointId: string,
    filter: DeliveryFilterQuery,
    before: string | null,
    limit: number,
  ): Promise<WebhookDeliveryView[]> {
    const { state = null, eventType = null, orderId = null } = filter;
    return this.dataSource.query(
      `${SELECT_DELIVERY} WHERE endpoint_id = $1 AND ($2::text IS NULL OR state = $2)
          AND ($3::text IS NULL OR event_type = $3) AND ($4::uuid IS NULL OR order_id = $4)
          AND ($5::bigint IS NULL OR sequence < $5) ORDER BY sequence DESC LIMIT $6`,
      [endpointId, state, eventType, orderId, before, limit],
    );
  }

  /** @throws deliveryNotFound */
  async one(endpointId: string, id: string): Promise<WebhookDeliveryDetail> {
    const [row] = await this.dataSource.query<WebhookDeliveryView[]>(
      `${SELECT_DELIVERY} WHERE id = $1 AND endpoint_id = $2`,
      [id, endpointId],
    );
    if (!row) throw deliveryNotFound(id);
    const [content] = await this.dataSource.query<{ body: string }[]>(
      `SELECT body FROM webhook_deliveries WHERE id = $1`,
      [id],
    );
    const log = await this.dataSource.query<WebhookAttemptView[]>(
      `SELECT a.started_at AS "startedAt", a.outcome, a.status, a.detail AS error, w.duration_ms AS "durationMs", w.answer
         FROM effect_attempts a LEFT JOIN webhook_attempts w ON w.id = a.id
        WHERE a.kind = $2 AND a.subject = $1 ORDER BY a.started_at, a.id`,
      [id, EFFECT_KIND],
    );
    return { ...row, body: JSON.parse(content?.body ?? 'null') as unknown, log };
  }

  /** Sends one again, under the same id. */
  async redeliver(endpoint: WebhookEndpointView, id: string): Promise<WebhookDeliveryDetail> {
    if (endpoint.state !== 'active') throw endpointNotActive(endpoint.state);
    await this.dataSource.query(
      `UPDATE webhook_deliveries SET state = 'queued', settled_at = NULL, queued_at = now(), next_attempt_at = now()
        WHERE id = $1 AND endpoint_id = $2 AND state <> 'queued'`,
      [id, endpoint.id],
    );
    return this.one(endpoint.id, id);
  }

  /** Sends what became true within a period again, under the same ids, in the order of then. @returns how many. */
  async redeliverPeriod(endpoint: WebhookEndpointView, period: RedeliverPeriodDto): Promise<number> {
    if (endpoint.state !== 'active') throw endpointNotActive(endpoint.state);
    const [, count] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE webhook_deliveries SET state = 'queued', settled_at = NULL, queued_at = now(), next_attempt_at = now()
        WHERE endpoint_id = $1 AND created_at >= $2 AND created_at < $3 AND state = ANY ($4) AND event_type <> 'ping'`,
      [endpoint.id, period.from, period.to, period.all === true ? ['failed', 'delivered'] : ['failed']],
    );
    return count;
  }

  /** Forgets what is older than `days`, delivered or not. Returns whether there may be more. */
  async sweep(days: number): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown[], number]>(
      `DELETE FROM webhook_deliveries WHERE id = ANY (ARRAY(
         SELECT id FROM webhook_deliveries WHERE created_at < now() - $1 * interval '1 day' ORDER BY created_at LIMIT $2))`,
      [days, SWEEP_ROWS],
    );
    return count === SWEEP_ROWS;
  }
}
