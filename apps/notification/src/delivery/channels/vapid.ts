import { createPrivateKey, sign, type KeyObject } from 'node:crypto';

/** By which key pair push services know who sends, and whom they may write to about it. */
export interface VapidIdentity {
  /** Uncompressed point on P-256, base64url: what browsers subscribed with. */
  readonly publicKey: string;
  readonly privateKey: string;
  /** `mailto:` or `https:`. */
  readonly subject: string;
}

/** How long a signed word is good, seconds: RFC 8292 allows a day, and clocks differ. */
const GOOD_FOR_SECONDS = 12 * 3_600;

/** Says who sends, once per call: Voluntary Application Server Identification (RFC 8292). */
export class Vapid {
  private readonly key: KeyObject;

  constructor(private readonly identity: VapidIdentity) {
    const point = Buffer.from(identity.publicKey, 'base64url');
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
    const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '', d: identity.privateKey };
    this.key = createPrivateKey({ format: 'jwk', key: jwk });
  }

  /** The `Authorization` for a push service. @param origin its scheme, host and port. */
  authorization(origin: string, nowMs: number): string {
    const claims = { aud: origin, exp: Math.floor(nowMs / 1000) + GOOD_FOR_SECONDS, sub: this.identity.subject };
    const text = [{ typ: 'JWT', alg: 'ES256' }, claims].map((part) => encoded(JSON.stringify(part))).join('.');
    const signature = sign('sha256', Buffer.from(text), { key: this.key, dsaEncoding: 'ieee-p1363' });
    return `vapid t=${text}.${signature.toString('base64url')}, k=${this.identity.publicKey}`;
  }
}

const encoded = (text: string): string => Buffer.from(text).toString('base64url');
