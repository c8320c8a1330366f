import type { ForecastBasis } from '#contracts';

/** Days from leaving to arriving, counted by the calendar where the customer lives, and how often each was seen. */
export type DayCounts = ReadonlyMap<number, number>;

/** What is known of deliveries like this one, nearest first. */
export interface Experience {
  readonly supplierLane: DayCounts;
  readonly lane: DayCounts;
  readonly carrier: DayCounts;
}

/** When a parcel will be there. Days after it left. */
export interface Forecast {
  /** One of ten parcels is there by then. */
  readonly earliestDays: number;
  /** Half of them are. */
  readonly likelyDays: number;
  /** Nine of ten are. */
  readonly latestDays: number;
  /** The nearest experience that counts for at least as much as what is assumed without it. */
  readonly basis: ForecastBasis;
  /** Deliveries of that experience; 0 for the prior. */
  readonly samples: number;
}

/** Longest journey that is told apart; what takes longer counts as this. */
export const DAYS_MAX = 45;

/**
 * What is assumed of a carrier that nothing is known of: one to five working days, with a long tail. A guess
 * that says so: its basis is `prior`, and ten deliveries outweigh it.
 */
const prior: readonly number[] = normalised([0.5, 6, 20, 24, 18, 11, 7, 4.5, 3, 2, 1.2, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2]);

/** For how many deliveries the wider experience stands where the nearer one is thin. */
const WEIGHT_OF_WIDER = 10;

/**
 * The distribution of days, each level of experience smoothed by the next wider one (Dirichlet: counts plus
 * {@link WEIGHT_OF_WIDER} times the wider distribution), so that one odd delivery changes little and a hundred decide.
 */
function distribution({ supplierLane, lane, carrier }: Experience): readonly number[] {
  return [carrier, lane, supplierLane].reduce<readonly number[]>(
    (wider, counts) => normalised(wider.map((share, day) => share * WEIGHT_OF_WIDER + (counts.get(day) ?? 0))),
    prior,
  );
}

/**
 * When a parcel arrives that has been on its way for `elapsedDays` already: only journeys that last at least
 * that long are counted, so that a late parcel is never promised for yesterday.
 */
export function forecast(experience: Experience, elapsedDays: number): Forecast {
  const gone = Math.min(Math.max(0, elapsedDays), DAYS_MAX);
  const left = normalised(
    distribution(experience).map((share, day) => (day < gone ? 0 : share)),
    gone,
  );
  return {
    earliestDays: quantile(left, 0.1),
    likelyDays: quantile(left, 0.5),
    latestDays: quantile(left, 0.9),
    ...basisOf(experience),
  };
}

/** The probability that it is there within `days` after it left, given that it was not after `elapsedDays`. */
export function chanceBy(experience: Experience, elapsedDays: number, days: number): number {
  const gone = Math.min(Math.max(0, elapsedDays), DAYS_MAX);
  const left = normalised(
    distribution(experience).map((share, day) => (day < gone ? 0 : share)),
    gone,
  );
  return left.slice(0, Math.max(0, Math.min(days, DAYS_MAX) + 1)).reduce((sum, share) => sum + share, 0);
}

function basisOf(experience: Experience): Pick<Forecast, 'basis' | 'samples'> {
  const levels = [
    ['supplier_lane', experience.supplierLane],
    ['lane', experience.lane],
    ['carrier', experience.carrier],
  ] as const;
  for (const [basis, counts] of levels) {
    const samples = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (samples >= WEIGHT_OF_WIDER) return { basis, samples };
  }
  return { basis: 'prior', samples: 0 };
}

function quantile(shares: readonly number[], share: number): number {
  let sum = 0;
  const day = shares.findIndex((one) => (sum += one) >= share - 1e-12);
  return day < 0 ? DAYS_MAX : day;
}

/** Shares that add up to one, a place for every day. When nothing is left it is the day `otherwise`. */
function normalised(weights: readonly number[], otherwise = 0): readonly number[] {
  const days = Array.from({ length: DAYS_MAX + 1 }, (_, day) => weights[day] ?? 0);
  const sum = days.reduce((total, weight) => total + weight, 0);
  return days.map((weight, day) => (sum === 0 ? (day === otherwise ? 1 : 0) : weight / sum));
}
