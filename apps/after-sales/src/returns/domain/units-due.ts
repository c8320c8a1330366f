import type { ReceivedCondition, ReturnDestination } from '#contracts';

/** Of a line of a return: what shall come back, what came, what was paid back of it. */
export interface LineInReturn {
  readonly quantity: number;
  readonly destination: ReturnDestination;
  readonly received: readonly { readonly condition: ReceivedCondition; readonly quantity: number }[];
  readonly refunded_quantity: number;
}

/** Whether its units have to come back. */
export const comesBack = ({ destination }: Pick<LineInReturn, 'destination'>): boolean =>
  destination === 'supplier' || destination === 'merchant';

/** Units that came back. */
export const receivedUnits = ({ received }: Pick<LineInReturn, 'received'>): number =>
  received.reduce((sum, { quantity }) => sum + quantity, 0);

/** Whether nothing more of it is expected. */
export const isWhole = (line: LineInReturn): boolean => !comesBack(line) || receivedUnits(line) >= line.quantity;

/**
 * Units whose money is due and has not been asked for, by condition, in the order in which they came. What never has
 * to come back counts as new.
 */
export function unitsDue(line: LineInReturn): { condition: ReceivedCondition; quantity: number }[] {
  const came = comesBack(line) ? line.received : [{ condition: 'as_new' as const, quantity: line.quantity }];
  let paid = line.refunded_quantity;
  return came.flatMap(({ condition, quantity }) => {
    const before = Math.min(paid, quantity);
    paid -= before;
    return quantity > before ? [{ condition, quantity: quantity - before }] : [];
  });
}
