import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import type { PushSubscription } from '../../push/push-subscriptions.service.js';
import { BODY_MAX_BYTES, PLAIN_MAX_BYTES } from './domain/push-message.js';

/** What one message alone is encrypted with. Never used twice: the nonce comes of it. */
export interface OneTimeKeys {
  /** On P-256. */
  readonly privateKey: Buffer;
  /** 16 bytes. */
  readonly salt: Buffer;
}

const SALT_BYTES = 16;
/** Marks the last record (RFC 8188, 2): there is one, without padding. */
const LAST_RECORD = Buffer.of(2);

/**
 * Encrypts a message for one browser: RFC 8291 (keys) over RFC 8188 (`aes128gcm`). Its push service sees how long it
 * is, nothing more.
 * @param once given by tests alone, to meet published examples.
 */
export function encryptForBrowser(plain: Buffer, { keys }: PushSubscription, once: Partial<OneTimeKeys> = {}): Buffer {
  if (plain.length > PLAIN_MAX_BYTES) throw new RangeError(`a push message holds ${String(PLAIN_MAX_BYTES)} bytes`);
  const [theirs, auth] = [Buffer.from(keys.p256dh, 'base64url'), Buffer.from(keys.auth, 'base64url')];
  const ecdh = createECDH('prime256v1');
  if (once.privateKey) ecdh.setPrivateKey(once.privateKey);
  else ecdh.generateKeys();
  const ours = ecdh.getPublicKey();
  const salt = once.salt ?? randomBytes(SALT_BYTES);

  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const input = derived(ecdh.computeSecret(theirs), auth, info, 32);
  const key = derived(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derived(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12);

  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const sizes = Buffer.alloc(5);
  sizes.writeUInt32BE(BODY_MAX_BYTES);
  sizes.writeUInt8(ours.length, 4);
  const record = [cipher.update(Buffer.concat([plain, LAST_RECORD])), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([salt, sizes, ours, ...record]);
}

const derived = (input: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', input, salt, info, length));
