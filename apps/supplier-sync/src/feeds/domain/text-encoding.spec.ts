import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EncodingDetector } from './text-encoding.js';

function encodingOf(bytes: Buffer, declared: string | null = null, pieceLength = 3): string {
  const detector = new EncodingDetector();
  for (let at = 0; at < bytes.length; at += pieceLength) detector.add(bytes.subarray(at, at + pieceLength));
  return detector.result(declared);
}

describe('the encoding of a feed', () => {
  const turkish = 'supplier_sku,sku\nA,ŞİŞE\n';

  it('is the one of the byte order mark, whatever was declared', () => {
    expect(encodingOf(Buffer.from(`\uFEFF${turkish}`), 'windows-1254')).toBe('utf-8');
    expect(encodingOf(Buffer.from(`\uFEFF${turkish}`, 'utf16le'))).toBe('utf-16le');
    expect(encodingOf(Buffer.from(`\uFEFF${turkish}`, 'utf16le').swap16())).toBe('utf-16be');
  });

  it('is found without a mark when every second byte is zero', () => {
    expect(encodingOf(Buffer.from('supplier_sku,quantity\n', 'utf16le'))).toBe('utf-16le');
    expect(encodingOf(Buffer.from('supplier_sku,quantity\n', 'utf16le').swap16())).toBe('utf-16be');
  });

  it('is the declared one, unless that is UTF-8 and the bytes are not, or nobody knows it', () => {
    const bytes = Buffer.from([0x61, 0xde, 0x0a]);

    expect(encodingOf(bytes, 'iso-8859-1')).toBe('iso-8859-1');
    expect(encodingOf(bytes, 'utf-8')).toBe('windows-1254');
    expect(encodingOf(bytes, 'klingon')).toBe('windows-1254');
  });

  it('is UTF-8 for every UTF-8 text, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.integer({ min: 1, max: 7 }),
        (text, pieceLength) => {
          const bytes = Buffer.from(`supplier_sku,quantity\n${text.replaceAll('\0', '')}`);
          expect(encodingOf(bytes, null, pieceLength)).toBe('utf-8');
        },
      ),
    );
  });

  it('notices a letter that is cut off at the very end', () => {
    expect(encodingOf(Buffer.from('a,ş').subarray(0, 3))).toBe('windows-1254');
  });
});
