import { crashPointNames, type CrashPointName } from '#messaging';
import type { EpisodicFault } from '../options.js';
import { Rng } from '../rng.js';

/** The services that faults are aimed at; broker, database and partners have faults of their own. */
export const victims = [
  'order',
  'supplier-sync',
  'shipping-tracker',
  'after-sales',
  'notification',
  'console',
] as const;
export type Victim = (typeof victims)[number];

/** One thing that goes wrong for a while. What a fault does not need is decided all the same. */
export interface Episode {
  readonly number: number;
  readonly fault: EpisodicFault;
  readonly victim: Victim;
  /** All services in the order in which a rolling restart takes them. */
  readonly order: readonly Victim[];
  /** How long it lasts: beyond the relay's lease (5 s) and the group's session (8 s). */
  readonly durationMs: number;
  /** Where a killed process dies; null: wherever it is. */
  readonly crashPoint: CrashPointName | null;
  /** How often it passes there before. */
  readonly passes: number;
  /** The next one begins while this one's damage is still being repaired. */
  readonly overlaps: boolean;
  /** Pause after it. */
  readonly pauseMs: number;
}

const DURATION_MIN_MS = 9_500;
const DURATION_MAX_MS = 13_000;
const PASSES_MAX = 12;
const PAUSE_MIN_MS = 300;
const PAUSE_MAX_MS = 2_000;

/** Endless: in each round every fault once, in another order. From the seed alone, whatever the machine's speed. */
export function* episodes(seed: number, faults: readonly EpisodicFault[]): Generator<Episode, never> {
  const rng = Rng.of(seed, 'schedule');
  if (faults.length === 0) throw new Error('there is nothing to schedule');
  for (let number = 0; ;) {
    for (const fault of rng.shuffled(faults)) {
      yield {
        number,
        fault,
        victim: rng.pick(victims),
        order: rng.shuffled(victims),
        durationMs: rng.between(DURATION_MIN_MS, DURATION_MAX_MS),
        crashPoint: rng.chance(0.5) ? rng.pick(crashPointNames) : null,
        passes: rng.between(1, PASSES_MAX),
        overlaps: rng.chance(0.3),
        pauseMs: rng.between(PAUSE_MIN_MS, PAUSE_MAX_MS),
      };
      number += 1;
    }
  }
}
