import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CarrierUnreadableError } from '../carrier.errors.js';
import { readXml } from './read-xml.js';
import { jsonOf, xmlOf } from './wire-answer.js';

const reasonOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof CarrierUnreadableError) return error.reason;
    throw error;
  }
  return 'read';
};
const answer = (bytes: Buffer | string, contentType = '') => ({ status: 200, contentType, bytes: Buffer.from(bytes) });

describe('XML of carriers', () => {
  it('is read without prefixes, attributes by their own sign', () => {
    const root = readXml(
      '<?xml version="1.0"?><a:A x:ID="7"><!-- so --><b>1 &amp; 2</b><b><![CDATA[<3>]]></b><c/></a:A>',
    );
    const [a] = root.all('A');
    expect(a?.text('@ID')).toBe('7');
    expect(a?.all('b').map((part) => part.text())).toEqual(['1 & 2', '<3>']);
    expect([a?.text('c'), a?.text('d')]).toEqual([null, null]);
    expect(readXml('<a>&#x130;&#305;</a>').text('a')).toBe('İı');
  });

  it.each([
    ['entities that grow', '<!DOCTYPE lolz [<!ENTITY lol "lol">]><a>&lol;</a>', 'forbidden_xml'],
    ['an outside entity', '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'forbidden_xml'],
    ['an entity of its own', '<a>&lol;</a>', 'malformed'],
    ['a character that is none', '<a>&#0;</a>', 'malformed'],
    ['an open bracket', '<a>1 < 2</a>', 'malformed'],
    ['tags that cross', '<a><b></a></b>', 'malformed'],
    ['no end', '<a><b>1</b>', 'truncated'],
    ['no end of a tag', '<a><b', 'truncated'],
    ['a web page', '<!DOCTYPE html><html><body>Busy</body></html>', 'html'],
    ['a web page without type', '<html><head></head><body>Access denied</body></html>', 'html'],
    ['no bytes', '', 'truncated'],
    ['a depth without end', '<a>'.repeat(1000), 'too_large'],
    ['a width without end', `<a>${'<b/>'.repeat(60_000)}</a>`, 'too_large'],
  ])('with %s is refused', (_what, text, reason) => {
    expect(reasonOf(() => xmlOf(answer(text)))).toBe(reason);
  });

  it('is read in the code page that its bytes are in, whatever they claim, and refused in any that nobody reads', () => {
    const latin5 = Buffer.from([0xdd, 0xfe, 0xf0, 0xfd]);
    const body = (head: string, text = latin5): Buffer =>
      Buffer.concat([Buffer.from(`${head}<a>`), text, Buffer.from('</a>')]);
    expect(xmlOf(answer(body('<?xml version="1.0" encoding="windows-1254"?>'))).text('a')).toBe('İşğı');
    expect(xmlOf(answer(body('<?xml version="1.0" encoding="iso-8859-9"?>'))).text('a')).toBe('İşğı');
    expect(xmlOf(answer(body(''), 'text/xml; charset=windows-1254')).text('a')).toBe('İşğı');
    // Servers that lie about it, and servers that say nothing.
    expect(xmlOf(answer(body('<?xml version="1.0" encoding="utf-8"?>'))).text('a')).toBe('İşğı');
    expect(xmlOf(answer(body(''))).text('a')).toBe('İşğı');
    const utf8 = body('<?xml version="1.0" encoding="iso-8859-9"?>', Buffer.from('İşğı'));
    expect(xmlOf(answer(utf8)).text('a')).toBe('İşğı');
    // Neither: a byte that no letter has, and UTF-8 with bytes lost in it.
    expect(reasonOf(() => xmlOf(answer(body('', Buffer.from([0xfe, 0x81])))))).toBe('encoding');
    expect(reasonOf(() => xmlOf(answer(body('', Buffer.concat([Buffer.from('ğü'), latin5])))))).toBe('encoding');
    // Cut in the middle of a letter: cut, not foreign.
    expect(reasonOf(() => xmlOf(answer(Buffer.from('<a>Şişli Ş').subarray(0, -1))))).toBe('truncated');
    expect(reasonOf(() => xmlOf(answer('<?xml version="1.0" encoding="ebcdic-37"?><a/>')))).toBe('encoding');
  });

  it('of any bytes ends in parts or in a reason, soon', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      ' ',
      '="',
      '"',
      '&',
      ';',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<a>',
      '</a>',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 200 }), (parts) => {
        expect(typeof reasonOf(() => readXml(parts.join('')))).toBe('string');
      }),
      { numRuns: 500 },
    );
  });

  it('does not slow down on text made for it', () => {
    const hostile = `<a${' b="c"'.repeat(20_000)}`;
    expect(reasonOf(() => readXml(hostile))).not.toBe('read');
    expect(reasonOf(() => readXml('<a '.repeat(50_000)))).not.toBe('read');
  });
});

describe('JSON of carriers', () => {
  it.each([
    ['a web page', '<!doctype html><html></html>', 'html'],
    ['half an answer', '{"a":[1,2', 'truncated'],
    ['nothing', '', 'truncated'],
    ['words', 'busy', 'malformed'],
    ['a depth without end', `${'['.repeat(500)}${']'.repeat(500)}`, 'too_large'],
  ])('with %s is refused', (_what, text, reason) => {
    expect(reasonOf(() => jsonOf(answer(text)))).toBe(reason);
  });

  it('keeps out what PostgreSQL cannot store, and knows no machinery of objects', () => {
    const root = jsonOf(answer('{"a":"1\\u0000\\ud8002","__proto__":{"b":"c"},"constructor":"d"}'));
    expect([root.text('a'), root.text('b'), root.text('constructor')]).toEqual(['12', null, 'd']);
  });
});
