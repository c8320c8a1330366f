import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { presentCause } from '#messaging';
import { newWebhookSecret } from '#platform';
import { PING } from './domain/merchant-events.js';
import type { CreateWebhookEndpointDto, UpdateWebhookEndpointDto } from './dto/webhook-endpoints.dto.js';
import { holdDeliveries } from './endpoint-health.service.js';
import { endpointNotActive, endpointNotFound, tooManyEndpoints } from './webhooks.errors.js';

/** `paused` by a person, `disabled` by Kervan because nobody answered. What happens meanwhile waits. */
export type EndpointState = 'active' | 'paused' | 'disabled';

/** An endpoint as its merchant sees it. Secrets are shown when they are made, and never again. */
export interface WebhookEndpointView {
  readonly id: string;
  readonly merchantId: string;
  readonly url: string;
  readonly description: string | null;
  readonly eventTypes: readonly string[];
  readonly alertEmail: string | null;
  readonly state: EndpointState;
  /** Why it was disabled: `GONE` or `FAILING_TOO_LONG`. */
  readonly stateReason: string | null;
  /** Of the failures since its last success; null: the last call went well. */
  readonly failingSince: Date | null;
  /** Until then messages are signed with the secret before as well. */
  readonly previousSecretUntil: Date | null;
  readonly createdAt: Date;
}

/** With the secret that was just made. */
export interface NewWebhookSecretView extends WebhookEndpointView {
  readonly secret: string;
}

/** Enough for a shop's programs; each costs a call per event. */
const ENDPOINTS_MAX = 20;

const SELECT_ENDPOINT = `
  SELECT id, merchant_id AS "merchantId", url, description, event_types AS "eventTypes", alert_email AS "alertEmail",
         state, state_reason AS "stateReason", failing_since AS "failingSince",
         CASE WHEN previous_secret_until > now() THEN previous_secret_until END AS "previousSecretUntil",
         created_at AS "createdAt"
    FROM webhook_endpoints`;

/** Where merchants want to hear what happens. */
@Injectable()
export class WebhookEndpointsService {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. @param merchantId null: of every merchant. */
  find(merchantId: string | null, beforeId: string | null, limit: number): Promise<WebhookEndpointView[]> {
    return this.dataSource.query(
      `${SELECT_ENDPOINT} WHERE ($1::uuid IS NULL OR merchant_id = $1) AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3`,
      [merchantId, beforeId, limit],
    );
  }

  /** @throws endpointNotFound, also for another merchant's. */
  async one(id: string, merchantId: string | null, tx = this.dataSource.manager): Promise<WebhookEndpointView> {
    const [view] = await tx.query<WebhookEndpointView[]>(
      `${SELECT_ENDPOINT} WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)`,
      [id, merchantId],
    );
    if (!view) throw endpointNotFound(id);
    return view;
  }

  /** Hears of everything from now on. */
  create(merchantId: string, wanted: CreateWebhookEndpointDto): Promise<NewWebhookSecretView> {
    const { url, eventTypes, description = null, alertEmail = null } = wanted;
    const [id, secret] = [uuidv7(), newWebhookSecret()];
    return this.dataSource.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('webhook endpoints ' || $1, 0))`, [merchantId]);
      const [count] = await tx.query<{ n: number }[]>(
        `SELECT count(*)::int AS n FROM webhook_endpoints WHERE merchant_id = $1`,
        [merchantId],
      );
      if ((count?.n ?? 0) >= ENDPOINTS_MAX) throw tooManyEndpoints(ENDPOINTS_MAX);
      await tx.query(
        `INSERT INTO webhook_endpoints (id, merchant_id, url, description, event_types, alert_email, secret)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, merchantId, url, description, eventTypes, alertEmail, secret],
      );
      return { ...(await this.one(id, merchantId, tx)), secret };
    });
  }

  /** What is not named stays. A new address starts with a clean record; made active again, it gets what waited. */
  update(id: string, merchantId: string | null, change: UpdateWebhookEndpointDto): Promise<WebhookEndpointView> {
    return this.dataSource.transaction(async (tx) => {
      const before = await this.one(id, merchantId, tx);
      const state = stateAfter(before.state, change.active);
      const url = change.url ?? before.url;
      await tx.query(
        `UPDATE webhook_endpoints SET url = $2, description = $3, event_types = $4, alert_email = $5, state = $6,
                state_reason = CASE WHEN $6 = 'active' THEN NULL ELSE state_reason END,
                failing_since = CASE WHEN $7 THEN NULL ELSE failing_since END,
                quiet_until = CASE WHEN $7 THEN '-infinity' ELSE quiet_until END
          WHERE id = $1`,
        [
          ...[id, url, orBefore(change.description, before.description), change.eventTypes ?? before.eventTypes],
          ...[orBefore(change.alertEmail, before.alertEmail), state, state !== before.state || url !== before.url],
        ],
      );
      if (state !== before.state) await (state === 'active' ? releaseDeliveries(tx, id) : holdDeliveries(tx, id));
      return this.one(id, merchantId, tx);
    });
  }

  /** What is on its way to it is given up. */
  async remove(id: string, merchantId: string | null): Promise<void> {
    await this.one(id, merchantId);
    await this.dataSource.query(`DELETE FROM webhook_endpoints WHERE id = $1`, [id]);
  }

  /** A new secret. Until the overlap is over every message carries a signature by the one before as well. */
  rotateSecret(id: string, merchantId: string | null, overlapSeconds: number): Promise<NewWebhookSecretView> {
    const secret = newWebhookSecret();
    return this.dataSource.transaction(async (tx) => {
      await this.one(id, merchantId, tx);
      await tx.query(
        `UPDATE webhook_endpoints SET previous_secret = secret, secret = $2,
                previous_secret_until = now() + $3 * interval '1 s' WHERE id = $1`,
        [id, secret, overlapSeconds],
      );
      return { ...(await this.one(id, merchantId, tx)), secret };
    });
  }

  /** Sends a message that says nothing, to try the endpoint. @returns its delivery. */
  async ping(id: string, merchantId: string | null): Promise<string> {
    const endpoint = await this.one(id, merchantId);
    if (endpoint.state !== 'active') throw endpointNotActive(endpoint.state);
    const deliveryId = uuidv7();
    const body = { type: PING, timestamp: new Date().toISOString(), merchantId: endpoint.merchantId, data: {} };
    await this.dataSource.query(
      `INSERT INTO webhook_deliveries (id, endpoint_id, webhook_id, event_type, body, next_attempt_at, cause)
       VALUES ($1, $2, $3, $4, $5, now(), $6)`,
      [deliveryId, id, uuidv7(), PING, JSON.stringify(body), JSON.stringify(presentCause())],
    );
    return deliveryId;
  }
}

/** Null takes a value away; what is not named stays. */
const orBefore = (change: string | null | undefined, before: string | null): string | null =>
  change === undefined ? before : change;

function stateAfter(before: EndpointState, active: boolean | undefined): EndpointState {
  if (active === undefined) return before;
  if (active) return 'active';
  // What was disabled stays so: nobody paused it.
  return before === 'active' ? 'paused' : before;
}

/** What waited is sent now, in order, and has as long as if it were new. */
async function releaseDeliveries(tx: EntityManager, endpointId: string): Promise<void> {
  await tx.query(
    `UPDATE webhook_deliveries SET next_attempt_at = now(), queued_at = now()
      WHERE endpoint_id = $1 AND state = 'queued' AND next_attempt_at = 'infinity'`,
    [endpointId],
  );
}
