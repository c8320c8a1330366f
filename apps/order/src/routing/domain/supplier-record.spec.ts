import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CONFIRMED_PER_UNIT, nextSafetyStock, SAFETY_UNITS_MAX } from './safety-stock.js';
import { emptyRecord, fadedTo, figuresOf, presencePermille, withObservation } from './supplier-record.js';

const START = '2026-01-01T00:00:00.000Z';
const later = (days: number): string => new Date(Date.parse(START) + days * 86_400_000).toISOString();
const seen = (counts: object, at = START, unanswered: boolean | null = null) =>
  withObservation(emptyRecord(START), { at, counts, unanswered });

describe('a supplier’s record', () => {
  it('does not ban a new supplier for one bad day', () => {
    expect(figuresOf(null, START).acceptance).toMatchObject({ permille: 950, cases: 0 });
    expect(figuresOf(seen({ refused: 10 }), START).acceptance).toMatchObject({ permille: 633, cases: 10 });
  });

  it('forgets: what is a half-life old counts half, and in the end only the prior is left', () => {
    const bad = seen({ refused: 40 });
    expect(fadedTo(bad, later(30)).refused).toBeCloseTo(20);
    expect(figuresOf(bad, START).acceptance.permille).toBeLessThan(400);
    expect(figuresOf(bad, later(600)).acceptance.permille).toBe(950);
  });

  it('comes out the same whichever of two observations is heard first', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), fc.nat(50), fc.nat(50), (firstDay, secondDay, accepted, refused) => {
        const [a, b] = [
          { at: later(firstDay), counts: { accepted }, unanswered: null },
          { at: later(secondDay), counts: { refused }, unanswered: null },
        ];
        const one = fadedTo(withObservation(withObservation(emptyRecord(START), a), b), later(200));
        const other = fadedTo(withObservation(withObservation(emptyRecord(START), b), a), later(200));
        expect(one.accepted).toBeCloseTo(other.accepted);
        expect(one.refused).toBeCloseTo(other.refused);
      }),
      { numRuns: 100 },
    );
  });

  it('counts purchase orders in a row that were left unanswered', () => {
    const twice = [later(1), later(2)].reduce(
      (record, at) => withObservation(record, { at, counts: {}, unanswered: true }),
      emptyRecord(START),
    );
    expect(twice).toMatchObject({ unanswered: 2, unansweredAt: later(2) });
    expect(withObservation(twice, { at: later(3), counts: {}, unanswered: null })).toMatchObject({ unanswered: 2 });
    const answered = withObservation(twice, { at: later(3), counts: {}, unanswered: false });
    expect(answered).toMatchObject({ unanswered: 0, unansweredAt: null });
  });
});

describe('the chance that a unit is there', () => {
  it('is certain at once, falls with age, and falls faster for who listed what was not there', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(10_000_000), fc.nat(20), (a, b, absent) => {
        const record = seen({ absent });
        const [young, old] = [Math.min(a, b), Math.max(a, b)];
        expect(presencePermille(record, 0, START)).toBe(1000);
        expect(presencePermille(record, old, START)).toBeLessThanOrEqual(presencePermille(record, young, START));
        expect(presencePermille(record, old, START)).toBeLessThanOrEqual(presencePermille(null, old, START));
      }),
      { numRuns: 200 },
    );
    expect(presencePermille(null, 86_400, START)).toBe(990);
    expect(presencePermille(seen({ absent: 9 }), 86_400, START)).toBe(905);
    expect(presencePermille(seen({ reliedHours: 100_000 }), 86_400, START)).toBe(1000);
  });
});

describe('safety stock', () => {
  it('rises by what was missing, and falls one by one with units that were there', () => {
    const raised = nextSafetyStock({ units: 1, confirmed: 15 }, { confirmed: 0, absent: 3 });
    expect(raised).toEqual({ units: 4, confirmed: 0, reason: '3 listed units were not there' });
    const trusted = nextSafetyStock(raised, { confirmed: CONFIRMED_PER_UNIT + 2, absent: 0 });
    expect(trusted).toEqual({ units: 3, confirmed: 2, reason: '20 units in a row were there' });
    expect(nextSafetyStock(trusted, { confirmed: 1, absent: 0 })).toEqual({ units: 3, confirmed: 3, reason: null });
    expect(nextSafetyStock({ units: 0, confirmed: 0 }, { confirmed: 500, absent: 0 }).units).toBe(0);
  });

  it('stays within its limits whatever happens', () => {
    const answer = fc.record({ confirmed: fc.nat(500), absent: fc.nat(2000) });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 20 }), (answers) => {
        const { units, confirmed } = answers.reduce(nextSafetyStock, { units: 0, confirmed: 0 });
        expect(units).toBeGreaterThanOrEqual(0);
        expect(units).toBeLessThanOrEqual(SAFETY_UNITS_MAX);
        expect(confirmed).toBeLessThan(CONFIRMED_PER_UNIT * 20);
      }),
      { numRuns: 100 },
    );
  });
});
