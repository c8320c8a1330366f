import { Z } from './interval.js';

/** Customers who were watched for the same number of days, with the same end. */
export interface Watched {
  readonly days: number;
  /** They bought again on that day; otherwise nothing is known of them after it. */
  readonly bought: boolean;
  readonly count: number;
}

/** Share of customers who have not bought again by the end of a day. */
export interface SurvivalPoint {
  readonly day: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Customers of whom it was still known on that day. */
  readonly atRisk: number;
}

export interface SurvivalCurve {
  readonly customers: number;
  readonly bought: number;
  /** At the days on which anybody bought, ascending. */
  readonly points: readonly SurvivalPoint[];
}

interface Step {
  readonly day: number;
  readonly bought: number;
  readonly atRisk: number;
}

/** Who was still watched, and who bought, at each day on which anybody bought. */
function stepsOf(watched: readonly Watched[]): Step[] {
  const ends = new Map<number, { all: number; bought: number }>();
  for (const { days, bought, count } of watched) {
    const before = ends.get(days) ?? { all: 0, bought: 0 };
    ends.set(days, { all: before.all + count, bought: before.bought + (bought ? count : 0) });
  }
  let atRisk = customersIn(watched);
  const steps: Step[] = [];
  for (const [day, { all, bought }] of [...ends].sort(([a], [b]) => a - b)) {
    if (bought > 0) steps.push({ day, bought, atRisk });
    atRisk -= all;
  }
  return steps;
}

const customersIn = (watched: readonly Watched[]): number => watched.reduce((total, { count }) => total + count, 0);

/**
 * Kaplan and Meier's estimate (1958, J. Am. Stat. Assoc. 53) of the share that has not bought again. Customers of whom
 * nothing more is known leave without counting as either. Interval of 95 % with Greenwood's variance on the scale of
 * log(−log), which stays within 0 and 1.
 */
export function kaplanMeier(watched: readonly Watched[]): SurvivalCurve {
  let share = 1;
  let variance = 0;
  const points = stepsOf(watched).map(({ day, bought, atRisk }) => {
    share *= 1 - bought / atRisk;
    variance += atRisk === bought ? 0 : bought / (atRisk * (atRisk - bought));
    return { day, share, atRisk, ...rangeOf(share, variance) };
  });
  const bought = watched.reduce((total, one) => total + (one.bought ? one.count : 0), 0);
  return { customers: customersIn(watched), bought, points };
}

function rangeOf(share: number, variance: number): { low: number; high: number } {
  if (share <= 0 || share >= 1) return { low: share, high: share };
  const log = Math.log(share);
  const half = (Z * Math.sqrt(variance)) / Math.abs(log);
  return { low: share ** Math.exp(half), high: share ** Math.exp(-half) };
}

export interface LogRank {
  readonly chiSquare: number;
  /** How often chance alone would set the curves at least this far apart. */
  readonly p: number;
}

/** Mantel's log-rank test of two curves (1966), one degree of freedom. Null when nothing can be told apart. */
export function logRank(first: readonly Watched[], second: readonly Watched[]): LogRank | null {
  let [difference, variance] = [0, 0];
  const atRiskIn = (watched: readonly Watched[], day: number): number =>
    customersIn(watched.filter(({ days }) => days >= day));
  const boughtIn = (watched: readonly Watched[], day: number): number =>
    customersIn(watched.filter(({ days, bought }) => bought && days === day));
  for (const { day, bought, atRisk } of stepsOf([...first, ...second])) {
    const ofFirst = atRiskIn(first, day);
    difference += boughtIn(first, day) - (bought * ofFirst) / atRisk;
    if (atRisk > 1)
      variance += (bought * (ofFirst / atRisk) * (1 - ofFirst / atRisk) * (atRisk - bought)) / (atRisk - 1);
  }
  if (variance === 0) return null;
  const chiSquare = (difference * difference) / variance;
  return { chiSquare, p: erfc(Math.sqrt(chiSquare / 2)) };
}

/** Complementary error function for x ≥ 0, right to seven digits (Press et al., Numerical Recipes, erfcc). */
function erfc(x: number): number {
  const t = 1 / (1 + x / 2);
  const coefficients = [
    ...[-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806],
    ...[0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277],
  ];
  const polynomial = coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  return t * Math.exp(-x * x + polynomial);
}
