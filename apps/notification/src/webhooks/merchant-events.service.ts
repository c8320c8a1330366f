import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Envelope } from '#contracts';
import { presentCause } from '#messaging';
import { bodyOf, isForMerchants, takes } from './domain/merchant-events.js';

interface Subscriber {
  readonly id: string;
  readonly merchant_id: string;
  readonly event_types: readonly string[];
  readonly state: string;
}

/**
 * Queues events for the endpoints of their merchants, in the transaction in which they are handled: what was handled
 * is on its way, and what was rolled back is not. Around a consumer it takes every event that the consumer handles.
 */
@Injectable()
export class MerchantEventsService implements NestInterceptor {
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const rpc = context.switchToRpc();
    await this.record(rpc.getContext<EntityManager>(), [rpc.getData<Envelope>()]);
    return next.handle();
  }

  /** The same event again changes nothing. */
  async record(tx: EntityManager, envelopes: readonly Envelope[]): Promise<void> {
    const offered = envelopes.filter(({ type }) => isForMerchants(type));
    if (offered.length === 0) return;
    // Held until the commit: an endpoint that is stopped or started meanwhile sees what was queued for it.
    const subscribers = await tx.query<Subscriber[]>(
      `SELECT id, merchant_id, event_types, state FROM webhook_endpoints WHERE merchant_id = ANY ($1) ORDER BY id FOR SHARE`,
      [[...new Set(offered.map(({ merchantId }) => merchantId))]],
    );
    if (subscribers.length === 0) return;
    const rows = offered.flatMap((envelope) =>
      subscribers
        .filter(({ merchant_id, event_types }) => {
          return merchant_id === envelope.merchantId && takes(event_types, envelope.type);
        })
        .map((subscriber) => rowOf(envelope, subscriber)),
    );
    if (rows.length === 0) return;
    await tx.query(
      `INSERT INTO webhook_deliveries (id, endpoint_id, webhook_id, event_type, order_id, body, next_attempt_at, cause)
       SELECT id, endpoint_id, webhook_id, event_type, order_id, body, due::timestamptz, $2::jsonb
         FROM json_to_recordset($1) AS d (id uuid, endpoint_id uuid, webhook_id text, event_type text, order_id uuid,
                                          body text, due text)
       ON CONFLICT (endpoint_id, webhook_id) DO NOTHING`,
      [JSON.stringify(rows), JSON.stringify(presentCause())],
    );
  }
}

const rowOf = (envelope: Envelope, { id, state }: Subscriber) => ({
  id: uuidv7(),
  endpoint_id: id,
  webhook_id: envelope.id,
  event_type: envelope.type,
  order_id: envelope.key,
  body: bodyOf(envelope),
  due: state === 'active' ? 'now' : 'infinity',
});
