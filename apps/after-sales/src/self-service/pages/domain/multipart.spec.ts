import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partsOf } from './multipart.js';

/** A form as a browser sends it, written by somebody else: Node's fetch. */
async function sent(fields: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[]) {
  const form = new FormData();
  for (const [name, value] of fields)
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, new Blob([value]), 'a;  name="b".jpg');
  const response = new Response(form);
  return {
    body: Buffer.from(await response.arrayBuffer()),
    type: response.headers.get('content-type') ?? '',
  };
}

const raw = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'));
const TYPE = 'multipart/form-data; boundary=x';
const field = 'Content-Disposition: form-data; name="text"';

describe('a form with files', () => {
  it('is read as it was written, whatever is in it', async () => {
    const name = fc.stringMatching(/^[a-zA-Z]{1,10}$/);
    const text = fc.string({ unit: 'grapheme' }).map((value) => value.replace(/\r\n|\r|\n/g, '\r\n'));
    const bytes = fc.uint8Array({ maxLength: 200 }).map((value) => new Uint8Array(value));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, fc.oneof(text, bytes)), { minLength: 1, maxLength: 6 }),
        async (fields) => {
          const { body, type } = await sent(fields);
          expect(partsOf(body, type)?.map((part) => [part.name, part.isFile, part.bytes.toString('hex')])).toEqual(
            fields.map(([of, value]) => [of, typeof value !== 'string', Buffer.from(value).toString('hex')]),
          );
          // Cut off anywhere it is none.
          expect(partsOf(body.subarray(0, body.length - 5), type)).toBeNull();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is none without a boundary, an end, a name, or with more fields than a page has', () => {
    const whole = raw('--x', field, '', 'words', '--x--', '');
    expect(partsOf(whole, TYPE)).toEqual([{ name: 'text', isFile: false, bytes: Buffer.from('words') }]);
    expect(partsOf(whole, 'multipart/form-data; boundary="x"')).toHaveLength(1);
    expect(partsOf(whole, 'multipart/form-data')).toBeNull();
    expect(partsOf(whole, 'multipart/form-data; boundary=y')).toBeNull();
    expect(partsOf(raw('--x', field, '', 'words'), TYPE)).toBeNull();
    expect(partsOf(raw('--x', 'Content-Type: text/plain', '', 'words', '--x--', ''), TYPE)).toBeNull();
    expect(partsOf(raw('--x', `X-Long: ${'y'.repeat(5_000)}`, field, '', 'words', '--x--', ''), TYPE)).toBeNull();
    const many = Array.from({ length: 60 }, () => ['--x', field, '', 'words']).flat();
    expect(partsOf(raw(...many, '--x--', ''), TYPE)).toBeNull();
    expect(partsOf(Buffer.alloc(0), TYPE)).toBeNull();
  });
});
