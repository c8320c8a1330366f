/** Units of an offer that experience says should be kept back. */
export interface SafetyStock {
  readonly units: number;
  /** Units confirmed since the last change. */
  readonly confirmed: number;
}

/** What one answer says about an offer's number. */
export interface StockAnswer {
  readonly confirmed: number;
  /** Units that the feed listed and that were not there. */
  readonly absent: number;
}

/** So many units in a row that were really there win one unit back. */
export const CONFIRMED_PER_UNIT = 20;
/** Kept back at most, whatever happened: beyond, the offer should be taken off the feed instead. */
export const SAFETY_UNITS_MAX = 1000;

export interface SafetyChange extends SafetyStock {
  /** Null when the number of units stays. */
  readonly reason: string | null;
}

/** Raised by as many units as were missing, lowered one by one by units that were there. */
export function nextSafetyStock({ units, confirmed }: SafetyStock, answer: StockAnswer): SafetyChange {
  if (answer.absent > 0) {
    const raised = Math.min(SAFETY_UNITS_MAX, units + answer.absent);
    return { units: raised, confirmed: 0, reason: `${String(answer.absent)} listed units were not there` };
  }
  const seen = confirmed + answer.confirmed;
  const won = Math.min(units, Math.floor(seen / CONFIRMED_PER_UNIT));
  if (won === 0) return { units, confirmed: units === 0 ? 0 : seen, reason: null };
  return {
    units: units - won,
    confirmed: seen - won * CONFIRMED_PER_UNIT,
    reason: `${String(won * CONFIRMED_PER_UNIT)} units in a row were there`,
  };
}
