import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { EndpointBreakers } from '#messaging';
import { OutboundError, OutboundHttp } from '#platform';
import { AfterSalesConfig } from '../config.js';

/** What came of a question or a request. */
export type StoreAnswer =
  | { readonly kind: 'done'; readonly reference: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly status: number }
  /** The store does not know the refund. Only an answer to a question. */
  | { readonly kind: 'unheard_of' }
  /** It had no effect, later perhaps. */
  | { readonly kind: 'transient'; readonly reason: string; readonly status: number | null }
  /** Nobody knows whether it had its effect. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Text of a store's answer that is kept. */
const REFERENCE_MAX = 200;

/**
 * The store's endpoint for refunds: `POST {url}` with the refund's id as Idempotency-Key, `GET {url}/{id}` to ask
 * what became of it. Signed as Standard Webhooks are.
 */
@Injectable()
export class StoreClient implements OnApplicationShutdown {
  private readonly url: string | undefined;
  /** The operator named this address, so it may be a private one. */
  private readonly http: OutboundHttp | undefined;
  private readonly breakers: EndpointBreakers;

  constructor(private readonly config: AfterSalesConfig) {
    this.url = config.STORE_REFUND_URL;
    this.http = this.url === undefined ? undefined : new OutboundHttp(new URL(this.url).host);
    this.breakers = new EndpointBreakers(config.BREAKER_RESET_MS);
  }

  /** Whether there is a store that can be asked; without one a person makes the refunds. */
  get configured(): boolean {
    return this.url !== undefined;
  }

  /** What became of a refund whose request has no known result. */
  async ask(refundId: string): Promise<StoreAnswer> {
    const answer = await this.call('GET', `/${refundId}`, refundId, '');
    return answer.kind === 'refused' && answer.status === 404 ? { kind: 'unheard_of' } : answer;
  }

  request(refundId: string, body: string): Promise<StoreAnswer> {
    return this.call('POST', '', refundId, body);
  }

  async onApplicationShutdown(): Promise<void> {
    this.breakers.close();
    await this.http?.onApplicationShutdown();
  }

  private async call(method: 'GET' | 'POST', path: string, id: string, body: string): Promise<StoreAnswer> {
    const { url, http } = this;
    if (url === undefined || !http) return { kind: 'transient', reason: 'NO_STORE', status: null };
    const timeoutMs = this.config.REFUND_TIMEOUT_MS;
    const send = async (signal: AbortSignal): Promise<StoreAnswer> => {
      try {
        const headers = { 'content-type': 'application/json', 'idempotency-key': id, ...this.signed(id, body) };
        const answer = await http.request({
          ...{ method, url: `${url}${path}`, headers, signal, timeoutMs },
          ...(method === 'POST' ? { body } : {}),
        });
        return answerOf(answer.status, answer.body);
      } catch (error) {
        if (!(error instanceof OutboundError)) throw error;
        // A refused address was never called; of anything else nobody knows how far it came.
        return error.kind === 'refused_address'
          ? { kind: 'refused', reason: 'STORE_ADDRESS_REFUSED', status: 0 }
          : { kind: 'unknown', reason: error.kind };
      }
    };
    const answer = await this.breakers.fire({ name: 'store', address: url }, send, {
      ...{ timeoutMs, isTransient: ({ kind }) => kind === 'transient' || kind === 'unknown' },
    });
    return answer ?? { kind: 'transient', reason: 'BREAKER_OPEN', status: null };
  }

  private signed(id: string, body: string): Record<string, string> {
    const { STORE_REFUND_SECRET: secret } = this.config;
    if (secret === undefined) return {};
    const at = new Date();
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    };
  }
}

/** 5xx says nothing about whether the money moved; 429 and 408 say that it did not. */
function answerOf(status: number, body: string): StoreAnswer {
  if (status >= 200 && status < 300) {
    const reference = referenceIn(body);
    return reference === null ? { kind: 'unknown', reason: 'UNREADABLE_ANSWER' } : { kind: 'done', reference };
  }
  if (status === 429 || status === 408) return { kind: 'transient', reason: `HTTP_${String(status)}`, status };
  if (status >= 500) return { kind: 'unknown', reason: `HTTP_${String(status)}` };
  return { kind: 'refused', reason: `HTTP_${String(status)}`, status };
}

function referenceIn(body: string): string | null {
  try {
    const content: unknown = JSON.parse(body);
    const reference =
      typeof content === 'object' && content !== null && 'reference' in content ? content.reference : '';
    return typeof reference === 'string' && reference !== '' ? reference.slice(0, REFERENCE_MAX) : null;
  } catch {
    return null;
  }
}
