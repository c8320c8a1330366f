import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonArraySplitter, JsonSplitError } from './json-array-splitter.js';

/** Splits a document that arrives in pieces of the given length. */
function split(document: string, pieceLength = document.length): unknown[] {
  const splitter = new JsonArraySplitter('offers');
  const elements: unknown[] = [];
  for (let at = 0; at < document.length; at += pieceLength) {
    for (const element of splitter.push(document.slice(at, at + pieceLength))) elements.push(JSON.parse(element));
  }
  splitter.end();
  return elements;
}

describe('cutting a JSON document into its offers', () => {
  it('finds the list among other members, and a bare list', () => {
    expect(split('{"a":[1,{"offers":[9]}],"offers":[{"x":1},2],"b":"]"}')).toEqual([{ x: 1 }, 2]);
    expect(split(' [1, "a,]", [2]] ')).toEqual([1, 'a,]', [2]]);
    expect(split('{"offers":[]}')).toEqual([]);
  });

  it('gives what JSON.parse gives, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.jsonValue(),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (offers, other, length, pretty) => {
          const document = JSON.stringify({ other, offers, more: other }, null, pretty ? 2 : 0);
          expect(split(document, length)).toEqual((JSON.parse(document) as { offers: unknown[] }).offers);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    '{"offers":[1',
    '{"offers":[1]',
    '{"offers":[1]}}',
    '{"offers":[1],}',
    '{"offers":[1]} x',
    '{"items":[1]}',
    '{"offers":{}}',
    '[1]]',
    '"offers"',
    '',
  ])('refuses %j', (document) => {
    expect(() => split(document)).toThrow(JsonSplitError);
  });

  it.each(['{"offers":[1,]}', '{"offers":[,1]}', '[1 2]', '[{]}]'])('refuses the broken list %j', (document) => {
    expect(() => split(document)).toThrow(/./);
  });
});
