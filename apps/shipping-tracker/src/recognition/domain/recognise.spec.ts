import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCarrierName } from './carrier-names.js';
import { recognise } from './recognise.js';

const formsOf = (number: string): string[] => recognise(number).candidates.map(({ form }) => form);

describe('a tracking number', () => {
  it.each([
    ['1Z 12345E 02 0527 168 4', 'ups', 'ups'],
    ['K1234567899', 'ups', 'ups_waybill'],
    ['123456789012', 'fedex', 'fedex_12'],
    ['9405511899560000000000', 'usps', 'usps_impb_n'],
    ['RR473124829TR', 'ptt', 's10'],
    ['CP473124829DE', 'dhl', 's10'],
    ['RR473124829FR', 'post-fr', 's10'],
    ['JJD1234567890', 'dhl', 'dhl_express_piece_id'],
    ['KP02345678901', 'ptt', 'ptt_domestic'],
  ])('%s names its carrier', (number, carrier, form) => {
    const found = recognise(withCheckDigit(number, form));
    expect([found.carrier, found.candidates[0]?.form]).toEqual([carrier, form]);
  });

  it('is certain with a prefix and check digit, and never by digits that a Turkish carrier prints as well', () => {
    expect(recognise(withCheckDigit('1Z12345E0205271684', 'ups'))).toMatchObject({ certain: true });
    const digits = recognise(withCheckDigit('123456789012', 'fedex_12'));
    expect(digits).toMatchObject({ carrier: 'fedex', certain: false });
    expect(digits.candidates.map(({ carrier }) => carrier)).toEqual(expect.arrayContaining(['yurtici', 'mng']));
    expect(recognise('3513773163316')).toMatchObject({ carrier: null, certain: false });
  });

  it('means nothing when no form fits', () => {
    for (const number of ['', '   ', 'hello', '1Z', '9'.repeat(5000), 'RB123456785XX']) {
      expect(recognise(number)).toMatchObject({ carrier: null, certain: false, candidates: [] });
    }
  });

  it('of a form with a check digit fits with exactly the digits that its rule allows', () => {
    const serial = fc.stringMatching(/^[0-9]{11}$/);
    fc.assert(
      fc.property(serial, (eleven) => {
        const fitting = Array.from('0123456789').filter((digit) => formsOf(eleven + digit).includes('fedex_12'));
        expect(fitting).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  it('is read the same with blanks, dashes and small letters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{8,34}$/), fc.array(fc.nat(30), { maxLength: 5 }), (number, places) => {
        const written = places.reduce((text, at) => `${text.slice(0, at)} -${text.slice(at)}`, number).toLowerCase();
        expect(recognise(written)).toEqual(recognise(number));
      }),
      { numRuns: 200 },
    );
  });
});

/** The published set is read in place where it is; the fixtures above hold its traps. */
const folder = join(import.meta.dirname, '../../../../../../shared/data/carriers/numbers');
const published = existsSync(folder) ? ['ups', 'fedex', 'usps', 'dhl', 's10'] : [];

(published.length > 0 ? describe : describe.skip)('the published numbers', () => {
  interface PublishedForm {
    readonly id?: string;
    readonly name: string;
    readonly test_numbers: { readonly valid: string[]; readonly invalid: string[] };
  }
  const cases = published.flatMap((courier) => {
    const file = JSON.parse(readFileSync(join(folder, `${courier}.json`), 'utf8')) as {
      tracking_numbers: PublishedForm[];
    };
    return file.tracking_numbers.map((form) => ({ courier, form: form.id ?? 'ups_waybill', ...form.test_numbers }));
  });

  it.each(cases)('of $form are recognised, and its wrong ones are not', ({ courier, form, valid, invalid }) => {
    for (const number of valid) {
      const found = recognise(number);
      expect([number, found.candidates[0]?.form]).toEqual([number, form]);
      if (courier === 's10') expect([number, found.carrier]).not.toEqual([number, null]);
      else expect([number, found.carrier]).toEqual([number, courier]);
    }
    for (const number of invalid)
      expect([number, formsOf(number)]).not.toEqual([number, expect.arrayContaining([form])]);
  });
});

describe('a carrier’s name', () => {
  it.each([
    ['Yurtiçi Kargo A.Ş.', { kind: 'known', carrier: 'yurtici' }],
    // Once read as "ar": the company form "A.Ş." was looked for inside the name.
    ['Aras Kargo', { kind: 'known', carrier: 'aras' }],
    ['ArasKargo', { kind: 'known', carrier: 'aras' }],
    ['U.P.S. Kargo', { kind: 'known', carrier: 'ups' }],
    ['YURTİÇİ KARGO', { kind: 'known', carrier: 'yurtici' }],
    ['Sürat', { kind: 'known', carrier: 'surat' }],
    ['DHL Express', { kind: 'known', carrier: 'dhl' }],
    ['aras', { kind: 'known', carrier: 'aras' }],
    ['', { kind: 'missing' }],
    ['Diğer', { kind: 'missing' }],
    ['Kargo', { kind: 'missing' }],
    ['-', { kind: 'missing' }],
    ['Hızlı Teker', { kind: 'own', carrier: 'hızlı teker' }],
  ])('%s is understood', (written, read) => {
    expect(readCarrierName(written)).toEqual(read);
  });
});

/** The same number with the last digit before its country that makes the form fit. */
function withCheckDigit(number: string, form: string): string {
  const [, head = '', tail = ''] = /^(.*\d)([A-Z]*)$/.exec(number) ?? [];
  const tries = Array.from('0123456789').map((digit) => head.slice(0, -1) + digit + tail);
  const fitting = [number, ...tries].find((one) => formsOf(one).includes(form));
  if (fitting === undefined) throw new Error(`${number} never has the form ${form}`);
  return fitting;
}
