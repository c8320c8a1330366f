import { describe, expect, it } from '@jest/globals';
import { parseMisbehaviour, wellBehaved } from '../../world/domain/misbehaviour.js';
import { answerLines, packParcels, planAnswer, type AnswerPlan } from './answer-plan.js';

const ids = Array.from({ length: 400 }, (_, index) => `po-${index}`);
const lines = [
  { lineId: 'a', supplierSku: 'A', quantity: 3 },
  { lineId: 'b', supplierSku: 'B', quantity: 1 },
];
const plan = (change: Partial<AnswerPlan>): AnswerPlan => ({ ...planAnswer('s', wellBehaved, 'po'), ...change });

describe('what a supplier does with a purchase order', () => {
  it('depends on seed and purchase order only', () => {
    const rates = parseMisbehaviour('twice=0.3,late=0.2,silent=0.1,rejectPart=0.2,rejectAll=0.1,error500=0.3');
    const forwards = ids.map((id) => planAnswer('seed', rates, id));
    const backwards = [...ids].reverse().map((id) => planAnswer('seed', rates, id));
    expect(backwards.reverse()).toEqual(forwards);
    expect(ids.map((id) => planAnswer('other', rates, id))).not.toEqual(forwards);
  });

  it('keeps to the agreement when no misbehaviour is wished for', () => {
    for (const id of ids) {
      expect(planAnswer('seed', wellBehaved, id)).toMatchObject({ answer: 'accept', refuses: 'never', twice: false });
    }
  });

  it('misbehaves about as often as wished for', () => {
    const rates = parseMisbehaviour('silent=0.2,rejectAll=0.1,rejectPart=0.3');
    const answers = ids.map((id) => planAnswer('seed', rates, id).answer);
    const share = (answer: string): number => answers.filter((each) => each === answer).length / ids.length;
    expect(share('silent')).toBeCloseTo(0.2, 1);
    expect(share('reject_all')).toBeCloseTo(0.1, 1);
    expect(share('reject_part')).toBeCloseTo(0.3, 1);
  });

  it('changes nothing else when one rate changes: what was to be sent twice still is', () => {
    const few = ids.map((id) => planAnswer('seed', parseMisbehaviour('twice=0.2'), id).twice);
    const more = ids.map((id) => planAnswer('seed', parseMisbehaviour('twice=0.2,silent=0.5'), id).twice);
    expect(more).toEqual(few);
  });
});

describe('an acknowledgement', () => {
  it.each(['accept', 'reject_part', 'reject_all'] as const)('answers every unit exactly once (%s)', (answer) => {
    const answered = answerLines(plan({ answer }), lines, null);
    expect(answered.map((line) => line.acceptedQuantity + line.rejectedQuantity)).toEqual([3, 1]);
    for (const line of answered) expect(line.reasonCode === null).toBe(line.rejectedQuantity === 0);
  });

  it('refuses two of three when a part is refused, and nothing of a single unit', () => {
    expect(answerLines(plan({ answer: 'reject_part' }), lines, null).map((line) => line.rejectedQuantity)).toEqual([
      2, 0,
    ]);
    const single = [{ lineId: 'a', supplierSku: 'A', quantity: 1 }];
    expect(answerLines(plan({ answer: 'reject_part' }), single, null)[0]?.acceptedQuantity).toBe(1);
  });
});

describe('packing', () => {
  it('ships exactly what was accepted, in one parcel or two', () => {
    const answered = answerLines(plan({ answer: 'reject_part' }), lines, null);
    expect(packParcels(plan({ parcels: 1 }), answered)).toEqual([
      {
        lines: [
          { lineId: 'a', quantity: 1 },
          { lineId: 'b', quantity: 1 },
        ],
      },
    ]);
    expect(packParcels(plan({ parcels: 2 }), answered)).toEqual([
      { lines: [{ lineId: 'a', quantity: 1 }] },
      { lines: [{ lineId: 'b', quantity: 1 }] },
    ]);
  });

  it('sends no parcel when nothing was accepted', () => {
    expect(packParcels(plan({}), answerLines(plan({ answer: 'reject_all' }), lines, null))).toEqual([]);
  });
});
