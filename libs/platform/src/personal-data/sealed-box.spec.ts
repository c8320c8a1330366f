import { describe, expect, it } from '@jest/globals';
import { makeBoxKeys, seal, unseal } from './sealed-box.js';

describe('a sealed box', () => {
  const text = 'Ayşe Yılmaz, Bağdat Cad. 1';

  it('opens with the key that it was sealed for, and shows nothing of what is in it', () => {
    const { publicKey, privateKey } = makeBoxKeys();
    const sealed = seal(Buffer.from(text), publicKey);

    expect(unseal(sealed, privateKey).toString()).toBe(text);
    expect(Buffer.from(sealed, 'base64').includes('Bağdat')).toBe(false);
    expect(seal(Buffer.from(text), publicKey)).not.toBe(sealed);
  });

  it('does not open with another key, nor after anybody changed a byte', () => {
    const { publicKey, privateKey } = makeBoxKeys();
    const sealed = seal(Buffer.from(text), publicKey);
    const changed = Buffer.from(sealed, 'base64');
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;

    expect(() => unseal(sealed, makeBoxKeys().privateKey)).toThrow();
    expect(() => unseal(changed.toString('base64'), privateKey)).toThrow();
  });
});
