import { describe, expect, it } from '@jest/globals';
import { browserFates } from '../../push/domain/browser-fate.js';
import { parseCrowd } from '../../world/domain/crowd.js';
import { planCustomer, planSurvey, type CustomerRequest } from './customer-plan.js';

const ORDERS = 4_000;
const request = (number: number, more: Partial<CustomerRequest> = {}): CustomerRequest => ({
  ...{ seed: 'seed', rates: parseCrowd('returns=0.15,complaints=0.08,answers=0.6') },
  ...{ number, language: 'tr', country: 'TR', ...more },
});
const numbers = Array.from({ length: ORDERS }, (_, at) => at + 1);

describe('customers after their order', () => {
  it('decide the same again from seed and number', () => {
    const decide = () => numbers.slice(0, 200).map((number) => planCustomer(request(number)));
    expect(decide()).toEqual(decide());
    expect(planCustomer(request(7, { seed: 'other' }))).not.toEqual(null);
  });

  it('return and complain as often as the rates say', () => {
    const plans = numbers.map((number) => planCustomer(request(number)));
    const share = (of: 'returns' | 'complains'): number => plans.filter((plan) => plan[of] !== null).length / ORDERS;
    expect(share('returns')).toBeCloseTo(0.15, 1);
    expect(share('complains')).toBeCloseTo(0.08, 1);
  });

  it('withdraw only where a law lets them', () => {
    const kinds = (country: string) =>
      new Set(numbers.map((number) => planCustomer(request(number, { country })).returns?.kind).filter(Boolean));
    expect(kinds('TR')).toEqual(new Set(['return', 'withdrawal']));
    expect(kinds('IE')).toEqual(new Set(['return', 'withdrawal']));
    expect(kinds('GB')).toEqual(new Set(['return']));
  });

  it('do nothing when nobody is astir', () => {
    const rates = parseCrowd('');
    expect(planCustomer(request(1, { rates }))).toEqual({ returns: null, complains: null, moves: null, allows: null });
    expect(planSurvey(request(1, { rates }), 10).answers).toEqual([]);
  });

  it('complain in words that a checker finds again, among them markup that must not run', () => {
    const texts = numbers.flatMap((number) => planCustomer(request(number)).complains?.text ?? []);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.some((text) => text.includes('<script>'))).toBe(true);
  });

  it('want another address in their country, some late, some twice, some with what must not run', () => {
    const rates = parseCrowd('addresses=0.5');
    for (const [language, country] of [
      ['tr', 'TR'],
      ['en', 'GB'],
      ['en', 'IE'],
    ] as const) {
      const moves = numbers
        .slice(0, 400)
        .flatMap((number) => planCustomer(request(number, { rates, language, country })).moves ?? []);
      expect(moves.length / 400).toBeCloseTo(0.5, 0);
      expect(moves.some(({ late }) => late)).toBe(true);
      expect(moves.some(({ addresses }) => addresses.length === 2)).toBe(true);
      const lines = moves.flatMap(({ addresses }) => addresses.map(({ line1 }) => line1));
      expect(new Set(lines).size).toBe(lines.length);
      expect(lines.some((line1) => line1.includes('<script>'))).toBe(true);
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(300);
    }
  });

  it('allow messages in browsers of every fate', () => {
    const rates = parseCrowd('browsers=0.5');
    const fates = numbers.flatMap((number) => planCustomer(request(number, { rates })).allows?.fate ?? []);
    expect(new Set(fates)).toEqual(new Set(browserFates));
    expect(fates.length / ORDERS).toBeCloseTo(0.5, 1);
  });

  it.each([5, 7, 10])('answer surveys up to %d with scores that they offer, some of them twice', (scoreMax) => {
    const plans = numbers.slice(0, 500).map((number) => planSurvey(request(number), scoreMax));
    const scores = plans.flatMap(({ answers }) => answers.map(({ score }) => score));
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...scores)).toBe(scoreMax);
    expect(plans.some(({ answers }) => answers.length === 2)).toBe(true);
    expect(plans.some(({ scanned, answers }) => scanned && answers.length === 0)).toBe(true);
  });
});
