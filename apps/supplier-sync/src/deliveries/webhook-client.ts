import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { EndpointBreakers, type Endpoint } from '#messaging';
import { OutboundError, OutboundHttp } from '#platform';
import { SupplierSyncConfig } from '../config.js';
import type { CallResult } from './domain/delivery-rules.js';
import { resultOfStatus, retryAfterMs } from './domain/delivery-rules.js';

/** A supplier's endpoint. */
export interface WebhookEndpoint {
  readonly supplierId: string;
  readonly url: string;
  readonly secret: string;
}

/** The body of a Standard Webhook. */
export interface WebhookMessage {
  readonly type: string;
  readonly timestamp: string;
  readonly data: object;
}

/** Calls suppliers' endpoints as Standard Webhooks 1.0 says, behind one breaker each. */
@Injectable()
export class WebhookClient implements OnApplicationShutdown {
  private readonly breakers: EndpointBreakers;

  constructor(
    private readonly http: OutboundHttp,
    private readonly config: SupplierSyncConfig,
  ) {
    this.breakers = new EndpointBreakers(config.BREAKER_RESET_MS);
  }

  isOpen(endpoint: WebhookEndpoint): boolean {
    return this.breakers.isOpen(breakerOf(endpoint));
  }

  /** Null: the breaker turned the call away, nothing was sent. */
  send(endpoint: WebhookEndpoint, webhookId: string, message: WebhookMessage): Promise<CallResult | null> {
    return this.breakers.fire(breakerOf(endpoint), (signal) => this.call(endpoint, webhookId, message, signal), {
      timeoutMs: this.config.DELIVERY_TIMEOUT_MS,
      isTransient: ({ kind }) => kind === 'transient',
    });
  }

  onApplicationShutdown(): void {
    this.breakers.close();
  }

  private async call(
    endpoint: WebhookEndpoint,
    webhookId: string,
    message: WebhookMessage,
    signal: AbortSignal,
  ): Promise<CallResult> {
    const body = JSON.stringify(message);
    try {
      const { status, headers } = await this.http.request({
        method: 'POST',
        url: endpoint.url,
        headers: { 'content-type': 'application/json', ...signedHeaders(endpoint.secret, webhookId, new Date(), body) },
        body,
        signal,
        timeoutMs: this.config.DELIVERY_TIMEOUT_MS,
      });
      return resultOfStatus(status, retryAfterMs(headers['retry-after'], Date.now()));
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      const { kind, retryable } = error;
      return retryable
        ? { kind: 'transient', status: null, error: kind, retryAfterMs: 0 }
        : { kind: 'refused', status: null, error: kind, final: false };
    }
  }
}

const breakerOf = ({ supplierId, url }: WebhookEndpoint): Endpoint => ({ name: supplierId, address: url });

/** The three headers of Standard Webhooks. The time is that of the attempt, the id that of the message. */
export function signedHeaders(secret: string, webhookId: string, at: Date, body: string): Record<string, string> {
  return {
    'webhook-id': webhookId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(webhookId, at, body),
  };
}
