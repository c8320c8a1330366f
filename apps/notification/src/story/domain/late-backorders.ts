/** How a supplier answered about one line, as far as units wait for stock. */
export interface BackorderAnswer {
  readonly backorderedQuantity: number;
  /** When they are to leave, RFC 3339; null: the supplier does not say. */
  readonly expectedShipAt: string | null;
}

/** Units that break a promise: the order's to its customer, or (later, if they have not left) the supplier's own. */
export interface LateBackorder {
  readonly code: 'SHIPS_AFTER_PROMISE' | 'NOT_SHIPPED';
  /** When they are to leave; null: nobody knows. */
  readonly at: Date | null;
  readonly units: number;
}

/**
 * What is to be told of backordered lines, one for each day that the supplier named. Units that leave after the day on
 * which the customer should have them are late now; so are those without a day, if there is a promise to break. Others
 * are late when their day has come and they have not left.
 */
export function lateBackorders(lines: readonly BackorderAnswer[], promiseBy: Date | null): LateBackorder[] {
  const units = new Map<number | null, number>();
  for (const { backorderedQuantity, expectedShipAt } of lines) {
    if (backorderedQuantity === 0) continue;
    const at = expectedShipAt === null ? null : Date.parse(expectedShipAt);
    units.set(at, (units.get(at) ?? 0) + backorderedQuantity);
  }
  return [...units].flatMap(([at, count]): LateBackorder[] => {
    const late = { at: at === null ? null : new Date(at), units: count };
    if (promiseBy !== null && (at === null || at > promiseBy.getTime()))
      return [{ code: 'SHIPS_AFTER_PROMISE', ...late }];
    return at === null ? [] : [{ code: 'NOT_SHIPPED', ...late }];
  });
}
