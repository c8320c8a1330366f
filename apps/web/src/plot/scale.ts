/** A scale with the values at which it is labelled. */
export interface Scale {
  min: number;
  max: number;
  ticks: number[];
}

const STEPS = [1, 2, 2.5, 5, 10];
/** Labels of an axis: more would touch each other on a phone. */
const TICKS_MAX = 5;

/** A scale of round steps that holds all values; zero is on it where the values are not far from it. */
export function niceScale(values: readonly number[], withZero = true): Scale {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite, ...(withZero || finite.length === 0 ? [0] : []));
  const high = Math.max(...finite, ...(withZero || finite.length === 0 ? [0] : []));
  const span = high - low || Math.abs(high) || 1;
  const rough = span / (TICKS_MAX - 1);
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = size * (STEPS.find((candidate) => candidate * size >= rough) ?? 10);
  const min = Math.floor(low / step) * step;
  const max = Math.max(min + step, Math.ceil(high / step) * step);
  const count = Math.round((max - min) / step) + 1;
  return { min, max, ticks: Array.from({ length: count }, (_, index) => min + index * step) };
}

/** Where a value lies on a scale, from 0 to 1. */
export const shareOf = ({ min, max }: Scale, value: number): number => (value - min) / (max - min);
