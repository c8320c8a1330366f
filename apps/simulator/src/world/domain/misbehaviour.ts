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

/** The rates could not be read; says every fault at once. */
export class MisbehaviourRatesError extends Error {
  readonly code = 'MISBEHAVIOUR_RATES';

  constructor(readonly faults: readonly string[]) {
    super(`misbehaviour rates: ${faults.join('; ')}`);
  }
}

/**
 * Reads `twice=0.1,late=0.05`. `reject=r` is short for half of r each on rejectPart and rejectAll.
 * @throws MisbehaviourRatesError
 */
export function parseMisbehaviour(text: string): MisbehaviourRates {
  const rates: Record<Misbehaviour, number> = { ...wellBehaved };
  const faults: string[] = [];
  for (const part of text.split(',').map((each) => each.trim())) {
    if (part === '') continue;
    const [name = '', value = ''] = part.split('=').map((each) => each.trim());
    const rate = value === '' ? NaN : Number(value);
    if (!(rate >= 0 && rate <= 1)) faults.push(`"${part}" needs a rate from 0 to 1`);
    else if (name === 'reject') rates.rejectPart = rates.rejectAll = rate / 2;
    else if (isMisbehaviour(name)) rates[name] = rate;
    else faults.push(`"${name}" is none of ${misbehaviours.join(', ')}, reject`);
  }
  if (rates.silent + rates.rejectPart + rates.rejectAll > 1) {
    faults.push('silent, rejectPart and rejectAll exclude each other: together at most 1');
  }
  if (faults.length > 0) throw new MisbehaviourRatesError(faults);
  return rates;
}

function isMisbehaviour(name: string): name is Misbehaviour {
  return (misbehaviours as readonly string[]).includes(name);
}
