import { Z, type Interval } from './interval.js';

/** Pairs that are alike, and how many there are. */
export interface Pairs {
  readonly x: number;
  readonly y: number;
  readonly count: number;
}

export interface Correlation {
  readonly pairs: number;
  /** Spearman's rho, -1 to 1; null when there are too few pairs or one side never changes. */
  readonly rho: number | null;
  readonly interval: Interval | null;
}

/** Fewer pairs say nothing that is worth showing. */
const PAIRS_MIN = 10;

/**
 * Spearman's rank correlation, ties at their mean rank, with the interval of Fisher's z and the standard error
 * √((1 + ρ²/2) ÷ (n − 3)) of Bonett and Wright (2000, Psychometrika 65).
 */
export function spearman(groups: readonly Pairs[]): Correlation {
  const pairs = groups.reduce((total, { count }) => total + count, 0);
  const [rankOfX, rankOfY] = [ranksOf(groups, ({ x }) => x), ranksOf(groups, ({ y }) => y)];
  const rho =
    pairs < PAIRS_MIN ? null : pearson(groups.map(({ x, y, count }) => ({ x: rankOfX(x), y: rankOfY(y), count })));
  return { pairs, rho, interval: rho === null ? null : fisher(rho, pairs) };
}

/** The rank of a value: the mean of the places that it takes. */
function ranksOf(groups: readonly Pairs[], value: (pair: Pairs) => number): (of: number) => number {
  const counts = new Map<number, number>();
  for (const pair of groups) counts.set(value(pair), (counts.get(value(pair)) ?? 0) + pair.count);
  const ranks = new Map<number, number>();
  let before = 0;
  for (const [of, count] of [...counts].sort(([a], [b]) => a - b)) {
    ranks.set(of, before + (count + 1) / 2);
    before += count;
  }
  return (of) => ranks.get(of) ?? 0;
}

function pearson(groups: readonly Pairs[]): number | null {
  const sum = (value: (pair: Pairs) => number): number =>
    groups.reduce((total, pair) => total + pair.count * value(pair), 0);
  const all = sum(() => 1);
  const [meanX, meanY] = [sum(({ x }) => x) / all, sum(({ y }) => y) / all];
  const spreadX = sum(({ x }) => (x - meanX) ** 2);
  const spreadY = sum(({ y }) => (y - meanY) ** 2);
  if (spreadX === 0 || spreadY === 0) return null;
  const rho = sum(({ x, y }) => (x - meanX) * (y - meanY)) / Math.sqrt(spreadX * spreadY);
  return Math.min(1, Math.max(-1, rho));
}

function fisher(rho: number, pairs: number): Interval | null {
  if (Math.abs(rho) >= 1) return null;
  const half = Z * Math.sqrt((1 + (rho * rho) / 2) / (pairs - 3));
  const z = Math.atanh(rho);
  return { low: Math.tanh(z - half), high: Math.tanh(z + half), level: 0.95, method: 'fisher' };
}
