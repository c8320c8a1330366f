import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify } from 'node:crypto';

/** Larger messages are answered with 413 (RFC 8030, 7.2). */
export const BODY_MAX_BYTES = 4_096;
/** A word that is good for longer is refused (RFC 8292, 2). */
const GOOD_FOR_MAX_SECONDS = 86_400;

/** What a browser keeps to itself. */
export interface BrowserSecrets {
  readonly privateKey: string;
  readonly auth: string;
}

/**
 * Reads an `aes128gcm` message as a browser does (RFC 8291, 3.4; RFC 8188, 2).
 * @throws Error when it is not for this browser, or no such message.
 */
export function readMessage(body: Buffer, { privateKey, auth }: BrowserSecrets): string {
  const [salt, keyLength] = [body.subarray(0, 16), body.readUInt8(20)];
  const [sender, record] = [body.subarray(21, 21 + keyLength), body.subarray(21 + keyLength)];
  const browser = createECDH('prime256v1');
  browser.setPrivateKey(Buffer.from(privateKey, 'base64url'));
  const context = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
  const shared = hkdfSync('sha256', browser.computeSecret(sender), Buffer.from(auth, 'base64url'), context, 32);
  const of = (what: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', new Uint8Array(shared), salt, `Content-Encoding: ${what}\0`, bytes));
  const cipher = createDecipheriv('aes-128-gcm', of('aes128gcm', 16), of('nonce', 12));
  cipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== 2) throw new Error('the last record is not marked');
  return padded.subarray(0, end).toString('utf8');
}

/**
 * Why a push service does not believe an `Authorization` (RFC 8292, 4.2); null: it does.
 * @param audience its own origin, @param expectedKey what the browser subscribed with.
 */
export function vapidFault(header: string, audience: string, expectedKey: string, now: Date): string | null {
  const [, text = '', signature = '', key = ''] =
    /^vapid t=([\w-]+\.[\w-]+)\.([\w-]+), ?k=([\w-]+)$/i.exec(header) ?? [];
  if (key !== expectedKey) return 'another key than the browser subscribed with';
  if (!isSignedBy(key, text, signature)) return 'a signature that does not fit';
  return claimFault(text.slice(text.indexOf('.') + 1), audience, Math.floor(now.getTime() / 1000));
}

function isSignedBy(key: string, text: string, signature: string): boolean {
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.toString('base64url', 1, 33), point.toString('base64url', 33)];
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  const terms = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  return verify('sha256', Buffer.from(text), terms, Buffer.from(signature, 'base64url'));
}

function claimFault(claims: string, audience: string, nowSeconds: number): string | null {
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>;
  if (aud !== audience) return 'another audience';
  const goodFor = typeof exp === 'number' ? exp - nowSeconds : 0;
  if (goodFor <= 0 || goodFor > GOOD_FOR_MAX_SECONDS) return 'a time that is not good';
  return typeof sub === 'string' && /^(mailto|https):/.test(sub) ? null : 'nobody to write to';
}
