import type { Losses } from '../api/types.js';

/** The sums of several answers as one. */
export function addedTotals(all: readonly Losses['totals'][]): Losses['totals'] {
  const sum = (of: (totals: Losses['totals']) => number): number => all.reduce((total, one) => total + of(one), 0);
  const reasons = [...new Set(all.flatMap(({ byReason }) => Object.keys(byReason)))];
  return {
    lines: sum(({ lines }) => lines),
    units: sum(({ units }) => units),
    wonByPrice: sum(({ wonByPrice }) => wonByPrice),
    wonBySpeed: sum(({ wonBySpeed }) => wonBySpeed),
    wonByFreshness: sum(({ wonByFreshness }) => wonByFreshness),
    byReason: Object.fromEntries(reasons.map((reason) => [reason, sum(({ byReason }) => byReason[reason] ?? 0)])),
  };
}
