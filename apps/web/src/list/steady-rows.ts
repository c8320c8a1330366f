export interface SteadyRows<T> {
  rows: T[];
  /** How many new rows are kept back. */
  waiting: number;
}

/**
 * The rows while a person points at the list: each one keeps its place and shows its newest content, new
 * ones above are kept back so that nothing moves under the pointer, ones loaded at the end are added.
 */
export function steadyRows<T>(
  heldIds: readonly string[] | null,
  fresh: readonly T[],
  idOf: (row: T) => string,
): SteadyRows<T> {
  if (heldIds === null || heldIds.length === 0) return { rows: [...fresh], waiting: 0 };
  const byId = new Map(fresh.map((row) => [idOf(row), row]));
  const held = new Set(heldIds);
  const kept = heldIds.map((id) => byId.get(id)).filter((row) => row !== undefined);
  const lastHeld = fresh.findLastIndex((row) => held.has(idOf(row)));
  const added = fresh.slice(lastHeld + 1);
  const waiting = fresh.slice(0, lastHeld + 1).filter((row) => !held.has(idOf(row))).length;
  return { rows: [...kept, ...added], waiting };
}
