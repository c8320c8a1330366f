import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { EndpointBreakers, type Endpoint } from '#messaging';
import { OutboundError } from '../outbound/outbound.error.js';
import type { OutboundHttp } from '../outbound/outbound-http.js';
import { resultOfStatus, retryAfterMs, type CallResult } from './call-result.js';

/** Somebody's endpoint. */
export interface WebhookEndpoint {
  /** Whose: the name of its breaker. */
  readonly id: string;
  readonly url: string;
  /** `whsec_…`. While one is rotated out there are two, and each message carries a signature by either. */
  readonly secrets: readonly string[];
}

/** How a call went, for those who have to find out why it failed. */
export type WebhookReply = CallResult & {
  /** From the call to its answer or its failure. */
  readonly durationMs: number;
  /** How the answer begins; empty when there was none. Written by a stranger: text, never markup. */
  readonly answer: string;
};

/** How calls are bounded. */
export interface WebhookLimits {
  readonly timeoutMs: number;
  /** How long an open breaker leaves an endpoint alone. */
  readonly breakerRestMs: number;
}

/** Of an answer: enough for an error message, too little for a page. */
const ANSWER_CHARACTERS = 500;

/** Calls endpoints as Standard Webhooks 1.0 says (https://www.standardwebhooks.com), behind one breaker each. */
export class WebhookClient {
  private readonly breakers: EndpointBreakers;

  constructor(
    private readonly http: OutboundHttp,
    private readonly limits: WebhookLimits,
  ) {
    this.breakers = new EndpointBreakers(limits.breakerRestMs);
  }

  isOpen(endpoint: WebhookEndpoint): boolean {
    return this.breakers.isOpen(breakerOf(endpoint));
  }

  /**
   * @param body JSON, sent byte for byte as it is signed.
   * @returns null: the breaker turned the call away, nothing was sent.
   */
  send(endpoint: WebhookEndpoint, webhookId: string, body: string): Promise<WebhookReply | null> {
    return this.breakers.fire(breakerOf(endpoint), (signal) => this.call(endpoint, webhookId, body, signal), {
      timeoutMs: this.limits.timeoutMs,
      isTransient: ({ kind }) => kind === 'transient',
    });
  }

  onApplicationShutdown(): void {
    this.breakers.close();
  }

  private async call(
    endpoint: WebhookEndpoint,
    webhookId: string,
    body: string,
    signal: AbortSignal,
  ): Promise<WebhookReply> {
    const begun = performance.now();
    const took = (): number => Math.round(performance.now() - begun);
    try {
      const {
        status,
        headers,
        body: answer,
      } = await this.http.request({
        method: 'POST',
        url: endpoint.url,
        headers: {
          'content-type': 'application/json',
          ...signedHeaders(endpoint.secrets, webhookId, new Date(), body),
        },
        body,
        signal,
        timeoutMs: this.limits.timeoutMs,
      });
      const result = resultOfStatus(status, retryAfterMs(headers['retry-after'], Date.now()));
      return { ...result, durationMs: took(), answer: beginningOf(answer) };
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      return { ...resultOfFailure(error), durationMs: took(), answer: '' };
    }
  }
}

const breakerOf = ({ id, url }: WebhookEndpoint): Endpoint => ({ name: id, address: url });

/** PostgreSQL keeps no NUL in text. */
const beginningOf = (answer: string): string => answer.replaceAll('\0', '').slice(0, ANSWER_CHARACTERS);

function resultOfFailure({ kind, retryable }: OutboundError): CallResult {
  return retryable
    ? { kind: 'transient', status: null, error: kind, retryAfterMs: 0 }
    : { kind: 'refused', status: null, error: kind, final: false };
}

/** The three headers of Standard Webhooks. The time is that of the attempt, the id that of the message. */
export function signedHeaders(
  secrets: readonly string[],
  webhookId: string,
  at: Date,
  body: string,
): Record<string, string> {
  return {
    'webhook-id': webhookId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(webhookId, at, body)).join(' '),
  };
}

/** 32 random bytes, as Standard Webhooks writes a symmetric secret. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
