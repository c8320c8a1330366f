/** As much of a fact as says whether two are one. */
interface Part {
  readonly sourceId: string;
  readonly kind: string;
  readonly part: string;
  readonly units?: number;
  readonly isProblem?: boolean;
  readonly amountMinor?: number;
  readonly amountUnits?: number;
}

/**
 * One fact per source, kind and part: what an event says of one order line in several lines of its own (units that came
 * back in different condition are refunded and claimed apart) is added up.
 */
export function onePerPart<T extends Part>(facts: readonly T[]): T[] {
  const byPart = new Map<string, T>();
  for (const fact of facts) {
    const key = JSON.stringify([fact.sourceId, fact.kind, fact.part]);
    const known = byPart.get(key);
    byPart.set(key, known ? added(known, fact) : fact);
  }
  return [...byPart.values()];
}

const added = <T extends Part>(one: T, other: T): T => ({
  ...one,
  units: (one.units ?? 0) + (other.units ?? 0),
  isProblem: (one.isProblem ?? false) || (other.isProblem ?? false),
  amountMinor: (one.amountMinor ?? 0) + (other.amountMinor ?? 0),
  amountUnits: (one.amountUnits ?? 0) + (other.amountUnits ?? 0),
});
