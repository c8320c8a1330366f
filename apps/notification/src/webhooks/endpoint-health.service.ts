import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { WebhookEndpoint, WebhookReply } from '#platform';
import { AlertsService } from '../alerts/alerts.service.js';
import { NotificationConfig } from '../config.js';
import { FactsService } from '../facts/facts.service.js';
import { chooseLanguage } from '../notifications/domain/choose-language.js';
import { noFacts } from '../notifications/domain/message.js';
import { disableReasonOf, quietMs, type DisableReason } from './domain/endpoint-health.js';

/** A call of which something is learned about its endpoint. */
interface NotedCall {
  readonly endpoint: WebhookEndpoint;
  /** Null: it was a ping, which says nothing: somebody is trying. */
  readonly orderId: string | null;
}

/** Notices which endpoints are down, leaves them alone for a while, and gives up those that stay down. */
@Injectable()
export class EndpointHealthService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly alerts: AlertsService,
    private readonly facts: FactsService,
    private readonly config: NotificationConfig,
  ) {}

  /** Its breaker is open: nothing of it is looked at for a while. */
  async leaveAlone(id: string): Promise<void> {
    const failingMs = await this.failingMs(id);
    await this.dataSource.query(
      `UPDATE webhook_endpoints SET quiet_until = now() + $2 * interval '1 ms' WHERE id = $1`,
      [id, quietMs(failingMs, this.config.WEBHOOK_BREAKER_REST_MS)],
    );
  }

  /** Writes only what changes: an endpoint that is well costs nothing. */
  async note({ endpoint, orderId }: NotedCall, reply: WebhookReply): Promise<void> {
    if (orderId === null) return;
    if (reply.kind === 'delivered') {
      await this.dataSource.query(
        `UPDATE webhook_endpoints SET failing_since = NULL, quiet_until = '-infinity'
          WHERE id = $1 AND failing_since IS NOT NULL`,
        [endpoint.id],
      );
      return;
    }
    await this.dataSource.query(
      `UPDATE webhook_endpoints SET failing_since = now() WHERE id = $1 AND failing_since IS NULL`,
      [endpoint.id],
    );
    const isFinal = reply.kind === 'refused' && reply.final;
    const disableAfterMs = this.config.WEBHOOK_DISABLE_AFTER_SECONDS * 1000;
    const reason = disableReasonOf(isFinal, await this.failingMs(endpoint.id), disableAfterMs);
    if (reason !== null) await this.disable(endpoint, orderId, reason, reply.error);
  }

  private async failingMs(id: string): Promise<number> {
    const [row] = await this.dataSource.query<{ ms: number | null }[]>(
      `SELECT (extract(epoch FROM now() - failing_since) * 1000)::float AS ms FROM webhook_endpoints WHERE id = $1`,
      [id],
    );
    return row?.ms ?? 0;
  }

  /** Nothing is lost: what is queued waits until somebody makes the endpoint active again. */
  private disable(endpoint: WebhookEndpoint, orderId: string, reason: DisableReason, error: string): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      const [rows]: [DisabledRow[], number] = await tx.query(
        `UPDATE webhook_endpoints SET state = 'disabled', state_reason = $2 WHERE id = $1 AND state = 'active'
         RETURNING merchant_id, alert_email, failing_since`,
        [endpoint.id, reason],
      );
      const [disabled] = rows;
      if (!disabled) return;
      await holdDeliveries(tx, endpoint.id);
      await this.alert(tx, endpoint, disabled, { orderId, error });
    });
  }

  private async alert(
    tx: EntityManager,
    endpoint: WebhookEndpoint,
    { merchant_id: merchantId, alert_email: email, failing_since: since }: DisabledRow,
    { orderId, error }: { orderId: string; error: string },
  ): Promise<void> {
    const merchant = await this.facts.merchant(tx, merchantId);
    const own = email === null ? this.config.OPERATOR_LANGUAGE : merchant?.defaultLanguage;
    await this.alerts.raise(tx, {
      ...{ merchantId, orderId, subjectId: endpoint.id, template: 'webhook-disabled' },
      reason: `${endpoint.id}:${since.toISOString()}`,
      language: chooseLanguage(own),
      recipient: email ?? this.config.OPERATOR_EMAIL ?? null,
      facts: {
        ...noFacts,
        orderNumber: (await this.facts.order(tx, orderId)).externalId,
        merchantName: merchant?.name ?? null,
        name: new URL(endpoint.url).host,
        reasonCode: error,
        at: since.toISOString(),
      },
    });
  }
}

interface DisabledRow {
  merchant_id: string;
  alert_email: string | null;
  failing_since: Date;
}

/** What waits for an endpoint that is not active is not looked at again and again. */
export async function holdDeliveries(tx: EntityManager, endpointId: string): Promise<void> {
  await tx.query(
    `UPDATE webhook_deliveries SET next_attempt_at = 'infinity' WHERE endpoint_id = $1 AND state = 'queued'`,
    [endpointId],
  );
}
