import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CommitDetector } from './commit-detector.js';

function framed(type: string, body: string): Buffer {
  const text = Buffer.from(`${body}\0`, 'latin1');
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(text.length + 4, 1);
  return Buffer.concat([head, text]);
}

function startUp(): Buffer {
  const body = Buffer.from('user\0postgres\0\0', 'latin1');
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(196_608, 4);
  return Buffer.concat([head, body]);
}

const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

describe('the detector of COMMIT', () => {
  it.each([
    ['a simple query', framed('Q', 'COMMIT'), true],
    ['small letters', framed('Q', 'commit'), true],
    ['a prepared statement', framed('P', 'name\0COMMIT\0\0'), true],
    ['another statement', framed('Q', 'SELECT 1 -- COMMIT'), false],
    ['a word that begins alike', framed('Q', 'COMMITMENTS'), false],
    ['data that says it', framed('d', 'COMMIT'), false],
  ])('reads %s', (_, message, expected) => {
    const detector = new CommitDetector();
    detector.push(Buffer.concat([sslRequest, startUp()]));

    expect(detector.push(message)).toBe(expected);
  });

  it('finds as many as there are, in whatever pieces the bytes arrive', () => {
    const statements = fc.array(fc.constantFrom('COMMIT', 'SELECT 1', 'START TRANSACTION'), { maxLength: 12 });
    fc.assert(
      fc.property(statements, fc.integer({ min: 1, max: 40 }), (texts, size) => {
        const bytes = Buffer.concat([startUp(), ...texts.map((text) => framed('Q', text))]);
        const detector = new CommitDetector();
        let found = false;
        for (let at = 0; at < bytes.length; at += size) found = detector.push(bytes.subarray(at, at + size)) || found;
        expect(found).toBe(texts.includes('COMMIT'));
      }),
    );
  });
});
