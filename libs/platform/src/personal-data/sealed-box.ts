import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** X25519 in SPKI: the same 12 bytes, then the key. */
const PUBLIC_KEY_BYTES = 44;
const PURPOSE = 'kervan customer data';

/** A key pair for one request. Whoever throws the private key away makes all that was sealed for it unreadable. */
export interface BoxKeys {
  /** SPKI, base64. */
  readonly publicKey: string;
  /** PKCS #8, base64. */
  readonly privateKey: string;
}

export function makeBoxKeys(): BoxKeys {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
}

/**
 * Encrypts for the holder of the private key: an X25519 key of its own per call, HKDF-SHA-256, AES-256-GCM.
 * @returns base64 of: the sender's public key, nonce, tag, cipher text.
 */
export function seal(bytes: Uint8Array, publicKey: string): string {
  const sender = generateKeyPairSync('x25519');
  const receiver = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
  const senderBytes = sender.publicKey.export({ type: 'spki', format: 'der' });
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, secretOf(sender.privateKey, receiver, senderBytes), iv);
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([senderBytes, iv, cipher.getAuthTag(), sealed]).toString('base64');
}

/** @throws Error when it was sealed for somebody else, or changed since. */
export function unseal(sealed: string, privateKey: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const senderBytes = bytes.subarray(0, PUBLIC_KEY_BYTES);
  const iv = bytes.subarray(PUBLIC_KEY_BYTES, PUBLIC_KEY_BYTES + IV_BYTES);
  const body = PUBLIC_KEY_BYTES + IV_BYTES + TAG_BYTES;
  const sender = createPublicKey({ key: senderBytes, type: 'spki', format: 'der' });
  const receiver = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), type: 'pkcs8', format: 'der' });
  const decipher = createDecipheriv(CIPHER, secretOf(receiver, sender, senderBytes), iv);
  decipher.setAuthTag(bytes.subarray(PUBLIC_KEY_BYTES + IV_BYTES, body));
  return Buffer.concat([decipher.update(bytes.subarray(body)), decipher.final()]);
}

const secretOf = (privateKey: KeyObject, publicKey: KeyObject, salt: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey, publicKey }), salt, PURPOSE, 32));
