import { createHmac, timingSafeEqual } from 'node:crypto';

/** A delivery as it came in. Signatures cover the bytes, not what a parser makes of them. */
export interface WebhookDelivery {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** How a sender proves that it is itself. */
export interface SignatureScheme {
  readonly name: string;
  /** Whether the delivery proves knowledge of `secret`, and is no old one played again where the scheme can tell. */
  proves(delivery: WebhookDelivery, secret: string, now: Date): boolean;
}

/** How far the signed time may be off, both ways: what Standard Webhooks recommends, and long enough for a retry. */
const WINDOW_SECONDS = 300;

/**
 * Standard Webhooks: `webhook-id`, `webhook-timestamp`, and in `webhook-signature` any number of `v1,<base64>` over
 * `id.timestamp.body`. Source: the specification, which also gives the window.
 */
const standard: SignatureScheme = {
  name: 'standard',
  proves(delivery, secret, now) {
    const [id, time] = [header(delivery, 'webhook-id'), header(delivery, 'webhook-timestamp')];
    if (!id || !isRecent(time, now)) return false;
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const expected = hmac(key, `${id}.${time}.`, delivery.body).toString('base64');
    return header(delivery, 'webhook-signature')
      .split(' ')
      .some((signature) => same(signature, `v1,${expected}`));
  },
};

/**
 * EasyPost: `X-Hmac-Signature: hmac-sha256-hex=<hex>` over the body, the secret in Unicode's compatible decomposition.
 * No time is signed: event ids are the only defence against a repetition. Source: `validateWebhook` of EasyPost's
 * own client for Node.
 */
const easypost: SignatureScheme = {
  name: 'easypost',
  proves(delivery, secret) {
    const expected = hmac(secret.normalize('NFKD'), delivery.body).toString('hex');
    return same(header(delivery, 'x-hmac-signature'), `hmac-sha256-hex=${expected}`);
  },
};

/**
 * AfterShip Tracking: `aftership-hmac-sha256: <base64>` over the body. No time is signed. Source: AfterShip's
 * documentation, "Webhook signature" of the tracking product; its other products sign otherwise.
 */
const aftership: SignatureScheme = {
  name: 'aftership',
  proves: (delivery, secret) =>
    same(header(delivery, 'aftership-hmac-sha256'), hmac(secret, delivery.body).toString('base64')),
};

/**
 * Shippo: `Shippo-Auth-Signature: t=<unix time>,v1=<hex>` over `time.body`. Source: Shippo's documentation, "Webhook
 * security", HMAC; the window is ours.
 */
const shippo: SignatureScheme = {
  name: 'shippo',
  proves(delivery, secret, now) {
    const signed = header(delivery, 'shippo-auth-signature');
    const [time = '', signature = ''] = [/(?:^|,)\s*t=(\d+)/.exec(signed)?.[1], /(?:^|,)\s*v1=(\w+)/.exec(signed)?.[1]];
    if (!isRecent(time, now)) return false;
    return same(signature, hmac(secret, `${time}.`, delivery.body).toString('hex'));
  },
};

/**
 * UPS Track Alert: no signature; every message carries the `credential` that was given with the subscription. Source:
 * UPS's OpenAPI document of Track Alert. Whoever reads one message could write the next: only over TLS.
 */
const ups: SignatureScheme = {
  name: 'ups',
  proves: (delivery, secret) => same(header(delivery, 'credential'), secret),
};

/** Schemes by name. */
export const signatureSchemes: ReadonlyMap<string, SignatureScheme> = new Map(
  [standard, easypost, aftership, shippo, ups].map((scheme) => [scheme.name, scheme]),
);

/** Standard Webhooks: for every carrier that has no way of its own. */
export const standardScheme = standard;

/** The header, when it stands there once; a doubled one proves nothing. */
function header({ headers }: WebhookDelivery, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

function hmac(key: string | Buffer, ...parts: readonly (string | Buffer)[]): Buffer {
  const sum = createHmac('sha256', key);
  for (const part of parts) sum.update(part);
  return sum.digest();
}

/** In constant time for texts of one length; their length is no secret. */
function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function isRecent(unixSeconds: string, now: Date): boolean {
  if (!/^\d{1,12}$/.test(unixSeconds)) return false;
  return Math.abs(now.getTime() / 1000 - Number(unixSeconds)) <= WINDOW_SECONDS;
}
