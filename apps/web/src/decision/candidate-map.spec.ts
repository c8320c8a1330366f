import { describe, expect, it } from '@jest/globals';
import { candidateMap } from './candidate-map.js';
import { candidate, decision, offer } from './decision-samples.js';

const countries: Readonly<Record<string, string>> = { ege: 'TR', nord: 'DE', berlin: 'DE' };
const countryOf = (supplierId: string): string | null => countries[supplierId] ?? null;

describe('the map of candidates', () => {
  const lines = [
    { lineId: 'l1', sku: 'MUG', quantity: 1 },
    { lineId: 'l2', sku: 'LAMP', quantity: 1 },
  ];

  it('puts suppliers of a country together, the country with a winner first', () => {
    const ege = candidate('ege', { dearerByMinor: 5 });
    const berlin = candidate('berlin', { dearerByMinor: 50 });
    const nord = candidate('nord', { chosen: true });
    const { regions } = candidateMap(decision([ege, berlin, nord], { lines }), countryOf);
    expect(regions.map(({ country, candidates }) => [country, candidates.map((one) => one.supplierCode)])).toEqual([
      ['DE', ['nord', 'berlin']],
      ['TR', ['ege']],
    ]);
  });

  it('leaves a hole where a supplier does not list the line', () => {
    const nord = candidate('nord', { chosen: true, offers: [offer('nord', 'l2', { chosenQuantity: 1 })] });
    const { rows } = candidateMap(decision([nord], { lines }), countryOf);
    expect(rows.map(({ cells }) => cells.map((cell) => cell?.chosenQuantity ?? null))).toEqual([[null], [1]]);
  });

  it('lets the offer that was taken speak for a supplier that lists a line twice', () => {
    const twice = candidate('nord', {
      chosen: true,
      offers: [
        offer('old', 'l1', { excluded: 'OUT_OF_STOCK' }),
        offer('spare', 'l1'),
        offer('taken', 'l1', { chosenQuantity: 1 }),
      ],
    });
    const { rows } = candidateMap(decision([twice], { lines: lines.slice(0, 1) }), countryOf);
    expect(rows[0]?.cells[0]?.offerId).toBe('taken/l1');
  });
});
