import { EndpointBreakers, type Endpoint } from '#messaging';
import { OutboundError, type OutboundHttp, type OutboundResponse } from '#platform';
import type { CarrierPort, CarrierReport } from './carrier.port.js';
import { CarrierUnavailableError, CarrierUnreadableError } from './carrier.errors.js';
import { readCheckpoints } from './read-checkpoints.js';

/** How long an open breaker leaves the carrier alone. */
const BREAKER_REST_MS = 30_000;

/** A carrier that has to be asked: `GET {url}/track/{number}` → `{checkpoints: […]}`; 404 means no news yet. */
export class PolledCarrier implements CarrierPort<string> {
  readonly source = 'poll';
  private readonly breakers = new EndpointBreakers(BREAKER_REST_MS);
  private readonly endpoint: Endpoint;

  constructor(
    readonly carrier: string,
    private readonly url: string,
    private readonly http: Pick<OutboundHttp, 'request'>,
    private readonly timeoutMs: number,
  ) {
    this.endpoint = { name: carrier, address: url };
  }

  /** While this is true questions would be refused without being asked. */
  get resting(): boolean {
    return this.breakers.isOpen(this.endpoint);
  }

  async hear(trackingNumber: string): Promise<CarrierReport> {
    const answer = await this.breakers.fire(this.endpoint, (signal) => this.ask(trackingNumber, signal), {
      timeoutMs: this.timeoutMs,
      // What is the carrier's fault is thrown.
      isTransient: () => false,
    });
    if (answer === null) throw new CarrierUnavailableError(`${this.carrier} is left alone after failures`);
    if (answer.status === 404) return { checkpoints: [], rejections: [] };
    if (answer.status !== 200) throw new CarrierUnreadableError(`${this.carrier} answered ${answer.status}`);
    return readCheckpoints(listIn(this.carrier, answer.body), trackingNumber);
  }

  /** Ends the breaker's timers. */
  close(): void {
    this.breakers.close();
  }

  /** Only what may be over later counts against the carrier: no answer, too many questions, its own faults. */
  private async ask(trackingNumber: string, signal: AbortSignal): Promise<OutboundResponse> {
    const url = `${this.url.replace(/\/$/, '')}/track/${encodeURIComponent(trackingNumber)}`;
    const answer = await this.http
      .request({ method: 'GET', url, signal, timeoutMs: this.timeoutMs })
      .catch((error: unknown) => {
        if (error instanceof OutboundError) throw new CarrierUnavailableError(error.message, { cause: error });
        throw error;
      });
    if (answer.status === 429 || answer.status >= 500) {
      throw new CarrierUnavailableError(`${this.carrier} answered ${answer.status}`);
    }
    return answer;
  }
}

function listIn(carrier: string, body: string): readonly unknown[] {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    throw new CarrierUnreadableError(`${carrier} answered something that is not JSON`);
  }
  const list = typeof content === 'object' && content !== null && 'checkpoints' in content ? content.checkpoints : null;
  if (!Array.isArray(list)) throw new CarrierUnreadableError(`${carrier} answered without a list of checkpoints`);
  return list;
}
