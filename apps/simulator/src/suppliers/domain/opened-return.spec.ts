import { describe, expect, it } from '@jest/globals';
import { openReturn, type ReceivedGoods } from './opened-return.js';

const goods = [
  { returnLineId: 'a', quantity: 3 },
  { returnLineId: 'b', quantity: 1 },
];
const opened = Array.from({ length: 300 }, (_, at) => openReturn('seed', `return ${at}`, goods));
const unitsOf = (lines: readonly ReceivedGoods[], id: string): number =>
  lines.filter(({ returnLineId }) => returnLineId === id).reduce((sum, { quantity }) => sum + quantity, 0);

describe('a supplier that opens a return', () => {
  it('finds every unit once, at once or in two parts', () => {
    for (const { first, rest } of opened) {
      expect(first.length).toBeGreaterThan(0);
      expect(unitsOf([...first, ...rest], 'a')).toBe(3);
      expect(unitsOf([...first, ...rest], 'b')).toBe(1);
    }
    expect(opened.some(({ rest }) => rest.length > 0)).toBe(true);
    expect(opened.some(({ rest, restComes }) => rest.length > 0 && !restComes)).toBe(true);
  });

  it('names each line once in a receipt, damaged ones too', () => {
    for (const { first } of opened)
      expect(new Set(first.map(({ returnLineId }) => returnLineId)).size).toBe(first.length);
    expect(opened.flatMap(({ first }) => first).some(({ condition }) => condition === 'damaged')).toBe(true);
  });
});
