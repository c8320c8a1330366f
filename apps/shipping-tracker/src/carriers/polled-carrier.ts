import { EndpointBreakers, type Endpoint } from '#messaging';
import { OutboundError, type OutboundHttp, type OutboundResponse } from '#platform';
import type { CarrierPort, CarrierReport } from './carrier.port.js';
import { CarrierTokens, type AccessToken } from './carrier-tokens.js';
import {
  CarrierBreakerOpenError,
  CarrierLimitError,
  CarrierUnavailableError,
  CarrierUnreadableError,
} from './carrier.errors.js';
import { pauseAsked } from './domain/retry-after.js';
import type { CarrierFormat, CarrierKey, TokenGrant } from './formats/carrier-format.js';
import { noToken, readToken } from './formats/token-grant.js';
import type { WireAnswer } from './formats/wire-answer.js';

/** Calls that one question can come to: a token, the question, and both again after the token was refused. */
const CALLS_WITH_TOKENS_MAX = 4;
/** How long an open breaker leaves the carrier alone. */
const BREAKER_REST_MS = 30_000;

/** How to reach a carrier. */
export interface CarrierConnection {
  readonly carrier: string;
  readonly url: string;
  readonly format: CarrierFormat;
  readonly key: CarrierKey;
  readonly timeoutMs: number;
}

/** A carrier that has to be asked, in the words of its own format. */
export class PolledCarrier implements CarrierPort<string> {
  readonly source = 'poll';
  readonly carrier: string;
  private readonly breakers = new EndpointBreakers(BREAKER_REST_MS);
  private readonly endpoint: Endpoint;
  private readonly base: string;
  /** Undefined: what stands in the configuration is all there is to prove oneself with. */
  private readonly tokens: CarrierTokens | undefined;

  constructor(
    private readonly connection: CarrierConnection,
    private readonly http: Pick<OutboundHttp, 'request'>,
  ) {
    this.carrier = connection.carrier;
    this.endpoint = { name: connection.carrier, address: connection.url };
    this.base = connection.url.replace(/\/$/, '');
    const { grant } = connection.format;
    if (grant && connection.key.user !== '') this.tokens = new CarrierTokens(() => this.fetchToken(grant));
  }

  /** Whether its answers leave open which parcel they are about. */
  get namesNoParcel(): boolean {
    return this.connection.format.namesNoParcel ?? false;
  }

  /** While this is true questions would be refused without being asked. */
  get resting(): boolean {
    return this.breakers.isOpen(this.endpoint);
  }

  async hear(trackingNumber: string): Promise<CarrierReport> {
    const { timeoutMs } = this.connection;
    const answer = await this.breakers.fire(this.endpoint, (signal) => this.ask(trackingNumber, signal), {
      // Each call has its own deadline.
      timeoutMs: this.tokens ? CALLS_WITH_TOKENS_MAX * timeoutMs : timeoutMs,
      // What is the carrier's fault is thrown.
      isTransient: () => false,
    });
    if (answer === null) throw new CarrierBreakerOpenError(this.carrier);
    if (answer.status === 429) {
      const pauseSeconds = pauseAsked(answer.headers['retry-after'], new Date());
      throw new CarrierLimitError(`${this.carrier} wants to be left alone for ${pauseSeconds} s`, pauseSeconds);
    }
    // 404 is how half of the carriers say "no news"; their formats read it.
    if (answer.status !== 200 && answer.status !== 404) {
      throw new CarrierUnreadableError('http_status', `${this.carrier} answered ${answer.status}`);
    }
    return this.connection.format.read(wireOf(answer), trackingNumber, new Date());
  }

  /** Ends the breaker's timers. */
  close(): void {
    this.breakers.close();
  }

  /** Only what may be over later counts against the carrier: no answer, its own faults, no token. A limit is no illness. */
  private async ask(trackingNumber: string, signal: AbortSignal): Promise<OutboundResponse> {
    if (!this.tokens) return this.put(trackingNumber, this.connection.key.password, signal);
    const token = await this.tokens.get();
    const answer = await this.put(trackingNumber, token, signal);
    if (answer.status !== 401) this.tokens.accepted(token);
    // Revoked before its time: once more with a new one.
    else if (this.tokens.refused(token)) return this.put(trackingNumber, await this.tokens.get(), signal);
    return answer;
  }

  private async put(trackingNumber: string, password: string, signal: AbortSignal): Promise<OutboundResponse> {
    const { format, key, timeoutMs } = this.connection;
    const question = format.question(this.base, trackingNumber, { ...key, password });
    const answer = await this.http.request({ ...question, signal, timeoutMs }).catch((error: unknown) => {
      if (!(error instanceof OutboundError)) throw error;
      if (error.kind === 'too_large') return tooLarge;
      const reason = error.kind === 'timeout' ? 'timeout' : 'unavailable';
      throw new CarrierUnavailableError(reason, `${this.carrier}: ${error.message}`, { cause: error });
    });
    if (answer === tooLarge) throw new CarrierUnreadableError('too_large', `${this.carrier} answered without end`);
    if (answer.status >= 500) {
      throw new CarrierUnavailableError('unavailable', `${this.carrier} answered ${answer.status}`);
    }
    return answer;
  }

  /** Whatever goes wrong here says nothing about a parcel: the carrier cannot be asked. */
  private async fetchToken(grant: TokenGrant): Promise<AccessToken> {
    const { key, timeoutMs } = this.connection;
    try {
      const answer = await this.http.request({ ...grant.question(this.base, key), timeoutMs });
      return readToken(this.carrier, wireOf(answer));
    } catch (error) {
      if (error instanceof OutboundError) throw noToken(this.carrier, error.message, error);
      if (error instanceof CarrierUnreadableError) throw noToken(this.carrier, error.message);
      throw error;
    }
  }
}

const wireOf = ({ status, bytes, headers }: OutboundResponse): WireAnswer => ({
  ...{ status, bytes, contentType: headers['content-type'] ?? '' },
});

/** A marker: the answer was cut off for its size. */
const tooLarge: OutboundResponse = { status: 0, headers: {}, body: '', bytes: Buffer.alloc(0) };
