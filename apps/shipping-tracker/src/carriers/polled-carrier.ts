import { EndpointBreakers, type Endpoint } from '#messaging';
import { OutboundError, type OutboundHttp, type OutboundResponse } from '#platform';
import type { CarrierPort, CarrierReport } from './carrier.port.js';
import { CarrierLimitError, CarrierUnavailableError, CarrierUnreadableError } from './carrier.errors.js';
import type { CarrierFormat, CarrierKey } from './formats/carrier-format.js';

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

  constructor(
    private readonly connection: CarrierConnection,
    private readonly http: Pick<OutboundHttp, 'request'>,
  ) {
    this.carrier = connection.carrier;
    this.endpoint = { name: connection.carrier, address: connection.url };
  }

  /** While this is true questions would be refused without being asked. */
  get resting(): boolean {
    return this.breakers.isOpen(this.endpoint);
  }

  async hear(trackingNumber: string): Promise<CarrierReport> {
    const answer = await this.breakers.fire(this.endpoint, (signal) => this.ask(trackingNumber, signal), {
      timeoutMs: this.connection.timeoutMs,
      // What is the carrier's fault is thrown.
      isTransient: () => false,
    });
    if (answer === null) throw new CarrierUnavailableError(`${this.carrier} is left alone after failures`);
    if (answer.status === 429) throw new CarrierLimitError(`${this.carrier} wants to be asked less`);
    // 404 is how half of the carriers say "no news"; their formats read it.
    if (answer.status !== 200 && answer.status !== 404) {
      throw new CarrierUnreadableError('http_status', `${this.carrier} answered ${answer.status}`);
    }
    const { status, bytes } = answer;
    const wire = { status, bytes, contentType: answer.headers['content-type'] ?? '' };
    return this.connection.format.read(wire, trackingNumber, new Date());
  }

  /** Ends the breaker's timers. */
  close(): void {
    this.breakers.close();
  }

  /** Only what may be over later counts against the carrier: no answer, its own faults. A limit is no illness. */
  private async ask(trackingNumber: string, signal: AbortSignal): Promise<OutboundResponse> {
    const { format, key, timeoutMs, url } = this.connection;
    const question = format.question(url.replace(/\/$/, ''), trackingNumber, key);
    const answer = await this.http.request({ ...question, signal, timeoutMs }).catch((error: unknown) => {
      if (!(error instanceof OutboundError)) throw error;
      if (error.kind === 'too_large') return tooLarge;
      throw new CarrierUnavailableError(error.message, { cause: error });
    });
    if (answer === tooLarge) throw new CarrierUnreadableError('too_large', `${this.carrier} answered without end`);
    if (answer.status >= 500) throw new CarrierUnavailableError(`${this.carrier} answered ${answer.status}`);
    return answer;
  }
}

/** A marker: the answer was cut off for its size. */
const tooLarge: OutboundResponse = { status: 0, headers: {}, body: '', bytes: Buffer.alloc(0) };
