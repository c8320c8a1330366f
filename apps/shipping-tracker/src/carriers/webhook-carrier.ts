import { Webhook } from 'standardwebhooks';
import type { CarrierPort, CarrierReport } from './carrier.port.js';
import { CarrierSignatureError, CarrierUnreadableError } from './carrier.errors.js';
import { AnswerPart } from './formats/answer-part.js';
import { formatOf } from './formats/carrier-formats.js';
import { readCheckpoints } from './read-checkpoints.js';

/** A delivery as it came in. The signature covers the bytes, not what a parser makes of them. */
export interface WebhookDelivery {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A carrier that reports by itself, signed as Standard Webhooks (id.timestamp.body, five minutes). */
export class WebhookCarrier implements CarrierPort<WebhookDelivery> {
  readonly source = 'webhook';
  private readonly verifiers: readonly Webhook[];

  /** @param secrets every secret that counts now; two while one is replaced by the other. */
  constructor(
    readonly carrier: string,
    secrets: readonly string[],
  ) {
    this.verifiers = secrets.map((secret) => new Webhook(secret));
  }

  hear({ headers, body }: WebhookDelivery): Promise<CarrierReport> {
    const signed = singleHeaders(headers);
    if (!this.verifiers.some((verifier) => fits(verifier, body, signed))) {
      return Promise.reject(new CarrierSignatureError(this.carrier));
    }
    return Promise.resolve().then(() => this.read(body));
  }

  /** In the carrier's own words where its format knows them; otherwise in Kervan's form, one checkpoint or a list. */
  private read(body: Buffer): CarrierReport {
    const content = contentOf(body);
    const own = formatOf(this.carrier).readPushed?.(AnswerPart.ofJson(content));
    return own ?? readCheckpoints(Array.isArray(content) ? content : [content]);
  }
}

function fits(verifier: Webhook, body: Buffer, headers: Record<string, string>): boolean {
  try {
    verifier.verify(body, headers, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

function singleHeaders(headers: WebhookDelivery['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  );
}

function contentOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new CarrierUnreadableError('malformed', 'The body is not JSON.', { cause });
  }
}
