import { assertSafeJson } from '#platform';
import type { CarrierPort, CarrierReport } from './carrier.port.js';
import { CarrierSignatureError } from './carrier.errors.js';
import { AnswerPart } from './formats/answer-part.js';
import { formatOf } from './formats/carrier-formats.js';
import { jsonValueOf } from './formats/wire-answer.js';
import { readCheckpoints } from './read-checkpoints.js';
import {
  signatureSchemes,
  standardScheme,
  type SignatureScheme,
  type WebhookDelivery,
} from './signatures/signature-schemes.js';

export type { WebhookDelivery } from './signatures/signature-schemes.js';

/** What a sender proves itself with. */
interface Proof {
  readonly scheme: SignatureScheme;
  readonly secret: string;
}

/**
 * A carrier that reports by itself, or for which an aggregator does: signed as Standard Webhooks, or as the scheme
 * before the plus sign of the secret says.
 */
export class WebhookCarrier implements CarrierPort<WebhookDelivery> {
  readonly source = 'webhook';
  private readonly proofs: readonly Proof[];

  /** @param secrets every secret that counts now; two while one is replaced by the other. */
  constructor(
    readonly carrier: string,
    secrets: readonly string[],
  ) {
    this.proofs = secrets.map(proofOf);
  }

  hear(delivery: WebhookDelivery): Promise<CarrierReport> {
    const now = new Date();
    const proof = this.proofs.find(({ scheme, secret }) => scheme.proves(delivery, secret, now));
    if (!proof) return Promise.reject(new CarrierSignatureError(this.carrier));
    return Promise.resolve().then(() => this.read(delivery, proof.scheme));
  }

  /** In the words of who signed it where its format knows them; otherwise in Kervan's form, one checkpoint or a list. */
  private read(delivery: WebhookDelivery, scheme: SignatureScheme): CarrierReport {
    const content = contentOf(delivery);
    const format = formatOf(scheme === standardScheme ? this.carrier : scheme.name);
    const own = format.readPushed?.(AnswerPart.ofJson(content));
    return own ?? readCheckpoints(Array.isArray(content) ? content : [content]);
  }
}

/** `whsec_…` or `easypost+secret`. Base64 may hold a plus sign as well: only the name of a scheme counts as one. */
function proofOf(setting: string): Proof {
  const at = setting.indexOf('+');
  const scheme = signatureSchemes.get(setting.slice(0, Math.max(at, 0)));
  return scheme ? { scheme, secret: setting.slice(at + 1) } : { scheme: standardScheme, secret: setting };
}

/** @throws CarrierUnreadableError; ProblemError where a text cannot be stored or a key is none that is taken from outside */
function contentOf({ headers, body }: WebhookDelivery): unknown {
  const type = headers['content-type'];
  const content = jsonValueOf({ status: 200, contentType: typeof type === 'string' ? type : '', bytes: body });
  assertSafeJson(content);
  return content;
}
