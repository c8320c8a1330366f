import { RatesError, readRates } from './rates.js';

/** How outsiders misbehave. A rate is the share of the things concerned, 0 to 1. */
const misbehaviours = [
  /** Answers, checkpoints and store deliveries come long after they should. */
  'late',
  /** The same thing is delivered twice, at the same time or later. */
  'twice',
  /** A carrier tells neighbouring checkpoints in the wrong order. */
  'outOfOrder',
  /** A supplier never answers; a carrier says nothing for days. */
  'silent',
  /** A receiver answers 500 (or cuts the line) before or after it took the message. */
  'error500',
  /** A supplier refuses some of the units. */
  'rejectPart',
  /** A supplier refuses everything. */
  'rejectAll',
] as const;
type Misbehaviour = (typeof misbehaviours)[number];
export type MisbehaviourRates = Readonly<Record<Misbehaviour, number>>;

/** Everybody does as agreed. */
export const wellBehaved: MisbehaviourRates = {
  late: 0,
  twice: 0,
  outOfOrder: 0,
  silent: 0,
  error500: 0,
  rejectPart: 0,
  rejectAll: 0,
};

/**
 * Reads `twice=0.1,late=0.05`. `reject=r` is short for half of r each on rejectPart and rejectAll.
 * @throws RatesError
 */
export function parseMisbehaviour(text: string): MisbehaviourRates {
  const { rates, faults } = readRates(text, [...misbehaviours, 'reject']);
  const { reject, ...plain } = rates;
  if (reject > 0) plain.rejectPart = plain.rejectAll = reject / 2;
  if (plain.silent + plain.rejectPart + plain.rejectAll > 1) {
    faults.push('silent, rejectPart and rejectAll exclude each other: together at most 1');
  }
  if (faults.length > 0) throw new RatesError('misbehaviour rates', faults);
  return plain;
}
