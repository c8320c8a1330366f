import { EndpointBreakers, type Endpoint } from '#messaging';
import { OutboundError, OutboundHttp } from '#platform';
import type { SendOutcome } from './channel.port.js';

/** How long an open breaker leaves the partner alone. */
const BREAKER_REST_MS = 10_000;

/** Where a partner is. */
export interface PartnerApiOptions {
  readonly name: string;
  readonly url: string;
  readonly timeoutMs: number;
  /** What an answer means; a partner's own words for a refusal. */
  readonly outcomeOf: (status: number, content: object | null) => SendOutcome;
}

/** One partner's HTTP interface, behind a breaker. The operator named the address, so it may be a private one. */
export class PartnerApi {
  private readonly http: OutboundHttp;
  private readonly breakers = new EndpointBreakers(BREAKER_REST_MS);
  private readonly endpoint: Endpoint;

  constructor(private readonly options: PartnerApiOptions) {
    this.http = new OutboundHttp(new URL(options.url).host);
    this.endpoint = { name: options.name, address: options.url };
  }

  capacity(most: number): number {
    if (this.breakers.isTrying(this.endpoint)) return 1;
    return this.breakers.isOpen(this.endpoint) ? 0 : most;
  }

  async post(path: string, headers: Readonly<Record<string, string>>, body: string): Promise<SendOutcome> {
    const { timeoutMs, outcomeOf } = this.options;
    const call = async (signal: AbortSignal): Promise<SendOutcome> => {
      try {
        const answer = await this.http.request({
          ...{ method: 'POST', url: this.addressOf(path), headers, body, signal, timeoutMs },
        });
        return outcomeOf(answer.status, jsonIn(answer.body));
      } catch (error) {
        return failureOf(error);
      }
    };
    const outcome = await this.breakers.fire(this.endpoint, call, {
      timeoutMs,
      isTransient: ({ kind }) => kind !== 'accepted' && kind !== 'refused',
    });
    return outcome ?? { kind: 'unreachable', detail: 'EOPENBREAKER' };
  }

  /** Null: no answer, or not the one that was asked for. */
  async get(path: string, headers: Readonly<Record<string, string>>): Promise<object | null> {
    try {
      const { timeoutMs } = this.options;
      const answer = await this.http.request({ method: 'GET', url: this.addressOf(path), headers, timeoutMs });
      return answer.status === 200 ? jsonIn(answer.body) : null;
    } catch (error) {
      if (error instanceof OutboundError) return null;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.breakers.close();
    await this.http.onApplicationShutdown();
  }

  private addressOf(path: string): string {
    return this.options.url.replace(/\/$/, '') + path;
  }
}

/** A page in HTML in place of an answer is none. */
function jsonIn(text: string): object | null {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null ? content : null;
  } catch {
    return null;
  }
}

function failureOf(error: unknown): SendOutcome {
  if (!(error instanceof OutboundError)) throw error;
  // A refused address was never called; of anything else nobody knows how far it came.
  return { kind: error.kind === 'refused_address' ? 'unreachable' : 'unknown', detail: error.kind.toUpperCase() };
}

/**
 * What a status means that the partner's words do not say more about: our own keys are mended, not final; limits and
 * trouble pass; an error inside may have come after the message was taken.
 */
export function outcomeOfStatus(status: number, words: string): SendOutcome {
  const detail = `${words}_HTTP_${String(status)}`;
  if ([401, 403, 404, 408, 425, 429].includes(status)) return { kind: 'temporary', detail };
  if (status >= 200 && status < 300) return { kind: 'unknown', detail: `${words}_UNREADABLE_ANSWER` };
  return { kind: status >= 500 ? 'unknown' : 'refused', detail };
}
