import type { Pairs } from '../domain/rank-correlation.js';

/**
 * Pairs as so many points as a plot can show: waiting times put together by doubling (under a minute, under two,
 * under four, …), each at the mean of its pairs.
 */
export function scatterOf(pairs: readonly Pairs[]): Pairs[] {
  const bins = new Map<string, { sum: number; y: number; count: number }>();
  for (const { x, y, count } of pairs) {
    const name = `${String(Math.ceil(Math.log2(x + 1)))} ${String(y)}`;
    const before = bins.get(name) ?? { sum: 0, y, count: 0 };
    bins.set(name, { sum: before.sum + x * count, y, count: before.count + count });
  }
  return [...bins.values()]
    .map(({ sum, y, count }) => ({ x: Math.round(sum / count), y, count }))
    .sort((a, b) => a.x - b.x || a.y - b.y);
}
