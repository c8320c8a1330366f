import { EndpointBreakers } from '#messaging';
import { OutboundError, OutboundHttp, retryAfterMs } from '#platform';
import type { PushSubscription } from '../../push/push-subscriptions.service.js';
import { readPushStatus, SILENT_PAUSE_MS, type PushAnswer } from './domain/push-answer.js';
import { encryptForBrowser } from './push-encryption.js';
import { Vapid, type VapidIdentity } from './vapid.js';

/** How long an open breaker leaves a push service alone. Longer than for a partner: anybody can name one. */
const BREAKER_REST_MS = 60_000;
/** Origins remembered at once: a memory bound. There are five push services in the world, and what people make up. */
const ORIGINS_MAX = 1_000;

/** How push services are called. */
export interface PushServicesOptions {
  readonly identity: VapidIdentity;
  readonly timeoutMs: number;
  /** Comma list of hosts whose address need not be public: the simulator's. */
  readonly allowedHosts: string;
}

/** A message on its way to a browser. */
export interface PushParcel {
  readonly payload: string;
  /** RFC 8030, 5.4: at most 32 characters of base64url. One of the same topic takes the place of the one before. */
  readonly topic: string;
  /** How long the service keeps it for a browser that is away, seconds. */
  readonly ttlSeconds: number;
  readonly urgency: 'normal' | 'high';
}

/** Push services, wherever browsers say that they are: called like any address that a stranger gave. */
export class PushServices {
  private readonly http: OutboundHttp;
  private readonly vapid: Vapid;
  private readonly breakers = new EndpointBreakers(BREAKER_REST_MS);
  private readonly origins = new Set<string>();

  constructor(private readonly options: PushServicesOptions) {
    this.http = new OutboundHttp(options.allowedHosts);
    this.vapid = new Vapid(options.identity);
  }

  async send(browser: PushSubscription, parcel: PushParcel): Promise<PushAnswer> {
    const { origin } = new URL(browser.endpoint);
    this.remember(origin);
    const call = (signal: AbortSignal): Promise<PushAnswer> => this.call(browser, origin, parcel, signal);
    const answer = await this.breakers.fire({ name: origin, address: origin }, call, {
      timeoutMs: this.options.timeoutMs,
      isTransient: ({ kind }) => kind === 'temporary' || kind === 'unknown',
    });
    return answer ?? { kind: 'unreachable', detail: 'EOPENBREAKER', retryAfterMs: SILENT_PAUSE_MS };
  }

  async close(): Promise<void> {
    this.breakers.close();
    await this.http.onApplicationShutdown();
  }

  private async call(
    browser: PushSubscription,
    origin: string,
    { payload, topic, ttlSeconds, urgency }: PushParcel,
    signal: AbortSignal,
  ): Promise<PushAnswer> {
    try {
      const answer = await this.http.request({
        ...{ method: 'POST', url: browser.endpoint, signal, timeoutMs: this.options.timeoutMs },
        headers: {
          ...{ authorization: this.vapid.authorization(origin, Date.now()), ttl: String(ttlSeconds), topic, urgency },
          ...{ 'content-encoding': 'aes128gcm', 'content-type': 'application/octet-stream' },
        },
        body: encryptForBrowser(Buffer.from(payload), browser),
      });
      return readPushStatus(answer.status, retryAfterMs(answer.headers['retry-after'], Date.now()));
    } catch (error) {
      return failureOf(error);
    }
  }

  private remember(origin: string): void {
    if (this.origins.size >= ORIGINS_MAX && !this.origins.has(origin)) {
      this.breakers.close();
      this.origins.clear();
    }
    this.origins.add(origin);
  }
}

function failureOf(error: unknown): PushAnswer {
  if (!(error instanceof OutboundError)) throw error;
  const detail = error.kind.toUpperCase();
  // Never called, or an answer that no push service gives: not worth another try.
  if (error.kind === 'refused_address' || error.kind === 'too_large') return { kind: 'refused', detail };
  return { kind: 'unknown', detail, retryAfterMs: SILENT_PAUSE_MS };
}
