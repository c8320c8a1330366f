/** What a plan is worth: fewest unfilled units first, then least cost. Both are integers. */
export interface PlanValue {
  readonly unfilledUnits: number;
  readonly costMinor: number;
}

/** True when `a` is strictly better than `b`. */
export function isBetter(a: PlanValue, b: PlanValue): boolean {
  return a.unfilledUnits !== b.unfilledUnits ? a.unfilledUnits < b.unfilledUnits : a.costMinor < b.costMinor;
}
