import CircuitBreaker from 'opossum';
import { OutboundError, type OutboundHttp, type OutboundResponse } from '#platform';
import type { CarrierPort, CarrierReport } from './carrier.port.js';
import { CarrierUnavailableError, CarrierUnreadableError } from './carrier.errors.js';
import { readCheckpoints } from './read-checkpoints.js';

/** Failures before the breaker may open: one early timeout says nothing about a carrier. */
const BREAKER_VOLUME_MIN = 5;
/** Share of failures within ten seconds that opens the breaker. */
const BREAKER_ERROR_PERCENT = 50;
/** How long an open breaker leaves the carrier alone. */
const BREAKER_REST_MS = 30_000;

/** A carrier that has to be asked: `GET {url}/track/{number}` → `{checkpoints: […]}`; 404 means no news yet. */
export class PolledCarrier implements CarrierPort<string> {
  readonly source = 'poll';
  private readonly breaker: CircuitBreaker<[string], OutboundResponse>;

  constructor(
    readonly carrier: string,
    private readonly url: string,
    private readonly http: Pick<OutboundHttp, 'request'>,
    private readonly timeoutMs: number,
  ) {
    this.breaker = new CircuitBreaker((trackingNumber: string) => this.ask(trackingNumber), {
      name: `carrier-${carrier}`,
      // The call has its own deadline, which also cancels it; the breaker's would leave it running.
      timeout: false,
      volumeThreshold: BREAKER_VOLUME_MIN,
      errorThresholdPercentage: BREAKER_ERROR_PERCENT,
      resetTimeout: BREAKER_REST_MS,
    });
  }

  /** While this is true questions would be refused without being asked. */
  get resting(): boolean {
    return this.breaker.opened && !this.breaker.halfOpen;
  }

  async hear(trackingNumber: string): Promise<CarrierReport> {
    const answer = await this.breaker.fire(trackingNumber).catch((error: unknown) => {
      throw error instanceof CarrierUnavailableError
        ? error
        : new CarrierUnavailableError(`${this.carrier} is left alone after failures`, { cause: error });
    });
    if (answer.status === 404) return { checkpoints: [], rejections: [] };
    if (answer.status !== 200) throw new CarrierUnreadableError(`${this.carrier} answered ${answer.status}`);
    return readCheckpoints(listIn(this.carrier, answer.body), trackingNumber);
  }

  /** Ends the breaker's timers. */
  close(): void {
    this.breaker.shutdown();
  }

  /** Only what may be over later counts against the carrier: no answer, too many questions, its own faults. */
  private async ask(trackingNumber: string): Promise<OutboundResponse> {
    const url = `${this.url.replace(/\/$/, '')}/track/${encodeURIComponent(trackingNumber)}`;
    const answer = await this.http
      .request({ method: 'GET', url, timeoutMs: this.timeoutMs })
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
