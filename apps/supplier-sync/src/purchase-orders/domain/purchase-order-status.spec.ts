import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LineQuantities } from './line-quantities.js';
import { answerLine, cancelLine, expireLine, shipLine } from './line-quantities.js';
import type { PurchaseOrderStatus } from './purchase-order-status.js';
import { assertTransition, IllegalTransitionError, openStatuses } from './purchase-order-status.js';
import { answerStatus, statusAfter, statusAfterRelease } from './status-after.js';

const lineOf = (facts: Partial<LineQuantities> = {}): LineQuantities => ({
  quantity: 5,
  acceptedQuantity: 0,
  backorderedQuantity: 0,
  rejectedQuantity: 0,
  cancelledQuantity: 0,
  expiredQuantity: 0,
  shippedQuantity: 0,
  ...facts,
});

describe('the state of a purchase order', () => {
  it('is acknowledged only when every unit was accepted', () => {
    expect(statusAfter([lineOf({ acceptedQuantity: 5 }), lineOf({ acceptedQuantity: 5 })])).toBe('acknowledged');
    expect(statusAfter([lineOf({ acceptedQuantity: 5 }), lineOf()])).toBe('partly_acknowledged');
    expect(statusAfter([lineOf({ acceptedQuantity: 4, rejectedQuantity: 1 })])).toBe('partly_acknowledged');
    expect(statusAfter([lineOf({ backorderedQuantity: 5 })])).toBe('partly_acknowledged');
  });

  it('is rejected when no unit is left to hope for', () => {
    expect(statusAfter([lineOf({ rejectedQuantity: 5 })])).toBe('rejected');
    expect(statusAfter([lineOf({ rejectedQuantity: 5 }), lineOf()])).toBe('partly_acknowledged');
  });

  it('is shipped when all that was not refused has left', () => {
    expect(statusAfter([lineOf({ rejectedQuantity: 2, shippedQuantity: 3 })])).toBe('shipped');
    expect(statusAfter([lineOf({ shippedQuantity: 3 })])).toBe('partly_shipped');
  });

  it('stays where it was when an expiry leaves units that were answered', () => {
    expect(
      statusAfterRelease([lineOf({ acceptedQuantity: 2, expiredQuantity: 3 })], 'partly_acknowledged', 'expired'),
    ).toBe('partly_acknowledged');
    expect(statusAfterRelease([lineOf({ expiredQuantity: 5 })], 'sent', 'expired')).toBe('expired');
  });

  it('refuses a step that the table does not name', () => {
    expect(() => assertTransition('expired', 'acknowledged')).toThrow(IllegalTransitionError);
    expect(() => assertTransition('created', 'sent')).not.toThrow();
    expect(openStatuses).toEqual(['created', 'sent', 'acknowledged', 'partly_acknowledged', 'partly_shipped']);
  });

  it('never needs a step outside the table, whatever happens to a line', () => {
    const step = fc.record({
      kind: fc.constantFrom('answer', 'ship', 'cancel', 'expire'),
      a: fc.nat(3),
      b: fc.nat(2),
      r: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        let line = lineOf();
        let status: PurchaseOrderStatus = 'created';
        for (const { kind, a, b, r } of steps) {
          if (!openStatuses.includes(status)) break;
          const next = apply(kind, line, a, b, r);
          if (next === line) continue;
          const to: PurchaseOrderStatus =
            kind === 'cancel' || kind === 'expire'
              ? statusAfterRelease([next], status, kind === 'cancel' ? 'cancelled' : 'expired')
              : statusAfter([next]);
          expect(() => assertTransition(status, to)).not.toThrow();
          expect(['acknowledged', 'partly_acknowledged', 'rejected']).toContain(answerStatus([next]));
          [line, status] = [next, to];
        }
      }),
      { numRuns: 500 },
    );
  });
});

function apply(kind: string, line: LineQuantities, a: number, b: number, r: number): LineQuantities {
  if (kind === 'cancel') return cancelLine(line).line;
  if (kind === 'expire') return line.shippedQuantity > 0 ? line : expireLine(line).line;
  if (kind === 'ship' && a === 0) return line;
  if (kind === 'answer' && a + b + r === 0) return line;
  const answer = { acceptedQuantity: a, backorderedQuantity: b, rejectedQuantity: r };
  const outcome = kind === 'ship' ? shipLine(line, a) : answerLine(line, answer);
  return 'fault' in outcome ? line : outcome.line;
}
