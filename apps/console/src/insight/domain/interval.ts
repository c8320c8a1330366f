/** A range that covers the true value in 95 of 100 samples, if the method's assumptions hold. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: 0.95;
  readonly method: 'wilson' | 'normal' | 'bonett-price' | 'fisher' | 'greenwood';
}

/** Two-sided 95 % of the normal distribution. */
export const Z = 1.959963984540054;

/**
 * Share of `hits` in `cases` that are independent of each other: Wilson's score interval (Wilson 1927, J. Am. Stat.
 * Assoc. 22), which stays within 0 and 1 and holds for few cases and for shares near the ends. Null without cases.
 */
export function wilson(hits: number, cases: number): Interval | null {
  if (cases <= 0 || hits < 0 || hits > cases) return null;
  const share = hits / cases;
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * cases)) / (1 + z2 / cases);
  const half = (Z / (1 + z2 / cases)) * Math.sqrt((share * (1 - share)) / cases + z2 / (4 * cases * cases));
  const [low, high] = [hits === 0 ? 0 : middle - half, hits === cases ? 1 : middle + half];
  return { low, high, level: 0.95, method: 'wilson' };
}

/** Mean of `cases` values by their sum and the sum of their squares: normal, for tens of cases or more. */
export function normalMean(cases: number, sum: number, squares: number): Interval | null {
  if (cases < 2) return null;
  const mean = sum / cases;
  const variance = Math.max(0, (squares - cases * mean * mean) / (cases - 1));
  const half = Z * Math.sqrt(variance / cases);
  return { low: mean - half, high: mean + half, level: 0.95, method: 'normal' };
}

/**
 * The difference of two shares of the same answers (promoters minus detractors), from -1 to 1: the adjusted Wald
 * interval of Bonett and Price (2012, J. Educ. Behav. Stat. 37), which adds one answer to each side. It is right for
 * few answers and has a width even when all say the same.
 */
export function bonettPrice(promoters: number, detractors: number, answers: number): Interval | null {
  if (answers <= 0) return null;
  const [up, down] = [(promoters + 1) / (answers + 2), (detractors + 1) / (answers + 2)];
  const half = Z * Math.sqrt(Math.max(0, up + down - (up - down) ** 2) / (answers + 2));
  return {
    low: Math.max(-1, up - down - half),
    high: Math.min(1, up - down + half),
    level: 0.95,
    method: 'bonett-price',
  };
}
