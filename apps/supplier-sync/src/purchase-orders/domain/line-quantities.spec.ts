import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerLine, cancelLine, expireLine, shipLine, shippable, unanswered } from './line-quantities.js';
import type { LineOutcome, LineQuantities } from './line-quantities.js';

const lineOf = (quantity: number, facts: Partial<LineQuantities> = {}): LineQuantities => ({
  quantity,
  acceptedQuantity: 0,
  backorderedQuantity: 0,
  rejectedQuantity: 0,
  cancelledQuantity: 0,
  expiredQuantity: 0,
  shippedQuantity: 0,
  ...facts,
});
const answer = (acceptedQuantity: number, backorderedQuantity = 0, rejectedQuantity = 0) => ({
  acceptedQuantity,
  backorderedQuantity,
  rejectedQuantity,
});
const applied = (outcome: LineOutcome): LineQuantities => {
  if ('fault' in outcome) throw new Error(`unexpected ${outcome.fault}`);
  return outcome.line;
};

describe('units of a purchase order line', () => {
  it('take an answer of three kinds and leave the rest unanswered', () => {
    const line = applied(answerLine(lineOf(10), answer(4, 3, 2)));

    expect(line).toMatchObject({ acceptedQuantity: 4, backorderedQuantity: 3, rejectedQuantity: 2 });
    expect(unanswered(line)).toBe(1);
  });

  it('refuse an answer about more units than are unanswered', () => {
    expect(answerLine(lineOf(10, { acceptedQuantity: 8 }), answer(0, 0, 3))).toEqual({
      fault: 'MORE_THAN_UNANSWERED',
      limit: 2,
    });
  });

  it('may leave before anybody answered, and the answer may follow', () => {
    const shipped = applied(shipLine(lineOf(5), 2));

    expect(applied(answerLine(shipped, answer(5))).acceptedQuantity).toBe(5);
    expect(applied(answerLine(shipped, answer(2, 0, 3))).rejectedQuantity).toBe(3);
    expect(answerLine(shipped, answer(0, 0, 4))).toEqual({ fault: 'ALREADY_SHIPPED', limit: 3 });
  });

  it('let backordered units leave last and count them as accepted then', () => {
    const line = applied(answerLine(lineOf(5), answer(3, 2)));

    expect(applied(shipLine(line, 4))).toMatchObject({
      shippedQuantity: 4,
      backorderedQuantity: 1,
      acceptedQuantity: 4,
    });
  });

  it('never leave once rejected', () => {
    expect(shipLine(applied(answerLine(lineOf(5), answer(2, 0, 3))), 3)).toEqual({
      fault: 'MORE_THAN_UNSHIPPED',
      limit: 2,
    });
  });

  it('are cancelled only as far as they have not left', () => {
    const shipped = applied(shipLine(applied(answerLine(lineOf(5), answer(4, 1))), 2));

    expect(cancelLine(shipped)).toEqual({
      line: lineOf(5, { acceptedQuantity: 2, shippedQuantity: 2, cancelledQuantity: 3 }),
      released: 3,
    });
  });

  it('expire only as far as nobody answered', () => {
    expect(expireLine(applied(answerLine(lineOf(5), answer(1, 1, 1)))).released).toBe(2);
  });

  it('keep both laws whatever the supplier says in whatever order', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('answer'), a: fc.nat(6), b: fc.nat(6), r: fc.nat(6) }),
      fc.record({ kind: fc.constant('ship'), a: fc.integer({ min: 1, max: 8 }), b: fc.nat(), r: fc.nat() }),
      fc.record({ kind: fc.constantFrom('cancel', 'expire'), a: fc.nat(), b: fc.nat(), r: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(step, { maxLength: 12 }), (quantity, steps) => {
        let line = lineOf(quantity);
        for (const { kind, a, b, r } of steps) {
          const before = line;
          if (kind === 'answer') line = after(answerLine(line, answer(a, b, r)), line);
          else if (kind === 'ship') line = after(shipLine(line, a), line);
          else if (kind === 'cancel') line = cancelLine(line).line;
          else if (line.shippedQuantity === 0) line = expireLine(line).line;

          expect(Math.min(...Object.values<number>(line as unknown as Record<string, number>))).toBeGreaterThanOrEqual(
            0,
          );
          expect(unanswered(line)).toBeGreaterThanOrEqual(0);
          expect(shippable(line)).toBeGreaterThanOrEqual(line.backorderedQuantity);
          expect(line.shippedQuantity).toBeGreaterThanOrEqual(before.shippedQuantity);
        }
      }),
      { numRuns: 500 },
    );
  });
});

const after = (outcome: LineOutcome, otherwise: LineQuantities): LineQuantities =>
  'fault' in outcome ? otherwise : outcome.line;
