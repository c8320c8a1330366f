import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { answerTo, routeFile } from './route-file.js';

const instance = {
  id: 'a1',
  lines: [{ id: 'l1', quantity: 3, weightGrams: 500 }],
  suppliers: [
    {
      id: 's1',
      parcelFixedMinor: 450,
      parcelSteps: [
        { upToGrams: 1000, costMinor: 0 },
        { upToGrams: 30000, costMinor: 700 },
      ],
      minOrderMinor: 0,
      alreadyOpen: false,
    },
  ],
  offers: [{ line: 'l1', supplier: 's1', unitCostMinor: 1290, available: 2 }],
  limits: { parcelsMax: null, unsplittableLines: [] },
};

const changed = (change: (copy: typeof instance) => unknown): string => {
  const copy = structuredClone(instance);
  change(copy);
  return JSON.stringify(copy);
};

describe('routing a file of instances', () => {
  it('answers the example of the documentation', () => {
    expect(answerTo(JSON.stringify(instance))).toEqual({
      id: 'a1',
      plan: [{ line: 'l1', supplier: 's1', quantity: 2 }],
      unfilled: [{ line: 'l1', quantity: 1 }],
      costMinor: 3030,
      lowerBoundMinor: 3030,
      proven: true,
      micros: expect.any(Number),
    });
  });

  it('needs only ids, quantities, fixed prices and costs', () => {
    const bare = {
      id: 7,
      lines: [{ id: 'l', quantity: 1 }],
      suppliers: [{ id: 's', parcelFixedMinor: 0 }],
      offers: [{ line: 'l', supplier: 's', unitCostMinor: 5, available: 1 }],
    };

    expect(answerTo(JSON.stringify(bare))).toMatchObject({ id: 7, costMinor: 5, unfilled: [] });
  });

  it.each([
    ['broken JSON', '{"id":"a1"', 'NOT_JSON', null],
    ['a list', '[]', 'INVALID_FIELD', null],
    ['no lines', '{"id":"a1"}', 'INVALID_FIELD', 'a1'],
    ['an order of nothing', changed((copy) => (copy.lines = [])), 'INVALID_FIELD', 'a1'],
    ['a text for lines', changed((copy) => Object.assign(copy, { lines: 'l1' })), 'INVALID_FIELD', 'a1'],
    ['a supplier that is a number', changed((copy) => Object.assign(copy, { suppliers: [7] })), 'INVALID_FIELD', 'a1'],
    ['a number for an id', changed((copy) => Object.assign(copy.lines[0]!, { id: 1 })), 'INVALID_FIELD', 'a1'],
    [
      'a text for a cost',
      changed((copy) => Object.assign(copy.offers[0]!, { unitCostMinor: '9' })),
      'INVALID_FIELD',
      'a1',
    ],
    [
      'yes for already open',
      changed((copy) => Object.assign(copy.suppliers[0]!, { alreadyOpen: 'yes' })),
      'INVALID_FIELD',
      'a1',
    ],
    ['a negative parcel price', changed((copy) => (copy.suppliers[0]!.parcelFixedMinor = -450)), 'INVALID_FIELD', 'a1'],
    ['negative stock', changed((copy) => (copy.offers[0]!.available = -1)), 'INVALID_FIELD', 'a1'],
    ['a negative limit', changed((copy) => Object.assign(copy.limits, { parcelsMax: -1 })), 'INVALID_FIELD', 'a1'],
    ['limits that are a list', changed((copy) => Object.assign(copy, { limits: [] })), 'INVALID_FIELD', 'a1'],
    ['steps without a step', changed((copy) => (copy.suppliers[0]!.parcelSteps = [])), 'INVALID_FIELD', 'a1'],
    [
      'a limit on an unknown line',
      changed((copy) => Object.assign(copy.limits, { unsplittableLines: ['l9'] })),
      'UNKNOWN_LINE',
      'a1',
    ],
    ['a number beyond all numbers', '{"id":"a1","lines":[{"id":"l1","quantity":1e400}]}', 'INVALID_FIELD', 'a1'],
    ['more units than a number holds', changed((copy) => (copy.lines[0]!.quantity = 2 ** 53)), 'INVALID_FIELD', 'a1'],
    [
      'more weight than a number holds',
      changed((copy) => Object.assign(copy.lines[0]!, { quantity: 2 ** 40, weightGrams: 2 ** 40 })),
      'NUMBERS_TOO_LARGE',
      'a1',
    ],
    ['a quantity of zero', changed((copy) => (copy.lines[0]!.quantity = 0)), 'INVALID_FIELD', 'a1'],
    ['half a unit', changed((copy) => (copy.lines[0]!.quantity = 0.5)), 'INVALID_FIELD', 'a1'],
    ['a negative cost', changed((copy) => (copy.offers[0]!.unitCostMinor = -1)), 'INVALID_FIELD', 'a1'],
    ['an offer for nothing', changed((copy) => (copy.offers[0]!.line = 'l9')), 'UNKNOWN_LINE', 'a1'],
    ['an offer from nobody', changed((copy) => (copy.offers[0]!.supplier = 's9')), 'UNKNOWN_SUPPLIER', 'a1'],
    ['the same offer twice', changed((copy) => copy.offers.push(copy.offers[0]!)), 'DUPLICATE_OFFER', 'a1'],
    ['the same line twice', changed((copy) => copy.lines.push(copy.lines[0]!)), 'DUPLICATE_LINE', 'a1'],
    ['the same supplier twice', changed((copy) => copy.suppliers.push(copy.suppliers[0]!)), 'DUPLICATE_SUPPLIER', 'a1'],
    ['steps that go down', changed((copy) => copy.suppliers[0]!.parcelSteps.reverse()), 'STEPS_NOT_ASCENDING', 'a1'],
    [
      'more money than a number holds',
      changed((copy) => (copy.offers[0]!.unitCostMinor = Number.MAX_SAFE_INTEGER)),
      'NUMBERS_TOO_LARGE',
      'a1',
    ],
  ])('says what is wrong with %s', (_, line, code, id) => {
    expect(answerTo(line)).toEqual({ id, error: { code, detail: expect.any(String) } });
  });

  it('answers in order, one line each, and goes on after a broken one', async () => {
    const answers = await answersTo(`${JSON.stringify(instance)}\n\nnonsense\n${changed((copy) => (copy.id = 'a2'))}`);

    expect(answers.map((answer) => [answer.id, answer.error !== undefined])).toEqual([
      ['a1', false],
      [null, true],
      ['a2', false],
    ]);
  });

  it('answers each line of a nasty file: byte order mark, carriage returns, no last line break', async () => {
    const withFacts = (id: string, facts: object): string => JSON.stringify({ ...instance, id, ...facts });
    const answers = await answersTo(
      [
        `\uFEFF${withFacts('marked', {})}`,
        '   ',
        '{"id":"cut off","lines":[',
        '{"id":"not a number","lines":[{"id":"l1","quantity":NaN}]}',
        '{"id":"rounded","lines":[{"id":"l1","quantity":9007199254740993}],"suppliers":[],"offers":[]}',
        withFacts('negative', { lines: [{ id: 'l1', quantity: -3 }] }),
        withFacts('twice', { lines: [...instance.lines, ...instance.lines] }),
        withFacts('nobody offers', { offers: [] }),
        withFacts('nobody is there', { offers: [], suppliers: [] }),
        '"a text"',
        'null',
        withFacts('one by one', {
          lines: [{ id: 'l', quantity: 1 }],
          suppliers: [{ id: 's', parcelFixedMinor: 0 }],
          offers: [{ line: 'l', supplier: 's', unitCostMinor: 0, available: 1 }],
        }),
        withFacts('last', {}),
      ].join('\r\n'),
    );

    expect(answers.map(({ id, error, costMinor }) => [id, error?.code ?? costMinor])).toEqual([
      ['marked', 3030],
      [null, 'NOT_JSON'],
      [null, 'NOT_JSON'],
      ['rounded', 'INVALID_FIELD'],
      ['negative', 'INVALID_FIELD'],
      ['twice', 'DUPLICATE_LINE'],
      ['nobody offers', 0],
      ['nobody is there', 0],
      [null, 'INVALID_FIELD'],
      [null, 'INVALID_FIELD'],
      ['one by one', 0],
      ['last', 3030],
    ]);
  });

  it('reads a long file no faster than its answers are taken', async () => {
    const ids = Array.from({ length: 3_000 }, (_, index) => `a${String(index)}`);

    const answers = await answersTo(ids.map((id) => changed((copy) => (copy.id = id))).join('\r\n'));

    expect(answers.map((answer) => answer.id)).toEqual(ids);
  });

  it('says what is wrong with a file that is not there', async () => {
    await expect(routeFile('/nowhere/instances.ndjson', new Writable())).rejects.toThrow('ENOENT');
  });
});

interface Answer {
  readonly id: unknown;
  readonly error?: { readonly code: string };
  readonly costMinor?: number;
}

/** Answers to a file's lines, taken one by one by a reader who is slow. */
async function answersTo(text: string): Promise<Answer[]> {
  const path = join(mkdtempSync(join(tmpdir(), 'route-')), 'instances.ndjson');
  writeFileSync(path, text);
  const written: string[] = [];
  const output = new Writable({
    highWaterMark: 1,
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk.toString());
      setImmediate(done);
    },
  });
  await routeFile(path, output);
  return written.map((line) => JSON.parse(line) as Answer);
}
