import { betaQuantile } from './beta.js';

/** How often something was looked at, and how often it was so. Old cases count less, so these need not be whole. */
export interface Tally {
  readonly cases: number;
  readonly events: number;
}

/** What is believed of a share before its own cases are looked at, and how many cases that belief is worth. */
export interface Belief {
  /** 0 to 1. */
  readonly share: number;
  readonly cases: number;
}

/** A share with the interval that it lies in nine times of ten, and with what it was made of. In thousandths. */
export interface Estimate {
  readonly permille: number;
  readonly lowPermille: number;
  readonly highPermille: number;
  /** Cases seen, and how many of them were so; faded, to a tenth. */
  readonly cases: number;
  readonly events: number;
  /** What was believed before, from the level above, and the cases that it is worth. */
  readonly parentPermille: number;
  readonly parentCases: number;
}

/** The interval leaves one in twenty out on either side. */
const TAIL = 0.05;

/** The mean that a belief comes to with these cases: between their own share and the belief's. */
export function shrunkShare({ cases, events }: Tally, { share, cases: worth }: Belief): number {
  const seen = Math.max(cases, events);
  return seen + worth === 0 ? share : (events + worth * share) / (seen + worth);
}

/**
 * The posterior of a share: Beta(e + w·s, n − e + w·(1 − s)) for e of n cases and a belief s worth w cases; its mean
 * and its equal-tailed 90 % credible interval. The belief comes from the level above (parametric empirical Bayes:
 * Morris 1983; Gelman et al., Bayesian Data Analysis, 3rd ed., § 5.3).
 */
export function estimateOf(tally: Tally, belief: Belief): Estimate {
  const cases = Math.max(tally.cases, tally.events);
  // A belief of nothing or everything would make the distribution a point.
  const share = Math.min(1 - 1e-6, Math.max(1e-6, belief.share));
  const alpha = tally.events + belief.cases * share;
  const beta = cases - tally.events + belief.cases * (1 - share);
  return {
    permille: permilleOf(shrunkShare(tally, belief)),
    lowPermille: permilleOf(betaQuantile(TAIL, alpha, beta)),
    highPermille: permilleOf(betaQuantile(1 - TAIL, alpha, beta)),
    cases: tenthsOf(cases),
    events: tenthsOf(tally.events),
    parentPermille: permilleOf(belief.share),
    parentCases: belief.cases,
  };
}

export const added = (a: Tally, b: Tally): Tally => ({ cases: a.cases + b.cases, events: a.events + b.events });

/** What is left of a level when one of its parts is taken out; never below nothing. */
export const without = (whole: Tally, part: Tally): Tally => ({
  cases: Math.max(0, whole.cases - part.cases),
  events: Math.max(0, whole.events - part.events),
});

const permilleOf = (share: number): number => Math.round(1000 * share);
const tenthsOf = (count: number): number => Math.round(10 * count) / 10;
