/**
 * Units of one purchase order line. Two laws hold after every step:
 * accepted + backordered + rejected + cancelled + expired ≤ quantity (what is missing is unanswered), and
 * shipped ≤ quantity − backordered − rejected − cancelled − expired (nothing leaves that was given up).
 */
export interface LineQuantities {
  readonly quantity: number;
  /** Accepted in so many words. A ship notice without an answer accepts silently and leaves this as it is. */
  readonly acceptedQuantity: number;
  readonly backorderedQuantity: number;
  readonly rejectedQuantity: number;
  readonly cancelledQuantity: number;
  readonly expiredQuantity: number;
  readonly shippedQuantity: number;
}

/** One supplier's answer about one line: units of this answer, not totals. */
export interface LineAnswer {
  readonly acceptedQuantity: number;
  readonly backorderedQuantity: number;
  readonly rejectedQuantity: number;
}

/** Why units cannot be so. Constant, for the caller's `errors[].code`. */
export type QuantityFault = 'MORE_THAN_UNANSWERED' | 'MORE_THAN_UNSHIPPED' | 'ALREADY_SHIPPED';

/** The line after a step, or why the step is impossible. */
export type LineOutcome = { readonly line: LineQuantities } | { readonly fault: QuantityFault; readonly limit: number };

/** Units the supplier may still answer about. */
export const unanswered = (line: LineQuantities): number =>
  line.quantity -
  line.acceptedQuantity -
  line.backorderedQuantity -
  line.rejectedQuantity -
  line.cancelledQuantity -
  line.expiredQuantity;

/** Units that may still leave, backordered ones included: they arrive one day. */
export const shippable = (line: LineQuantities): number =>
  line.quantity - line.rejectedQuantity - line.cancelledQuantity - line.expiredQuantity - line.shippedQuantity;

/** Units the supplier has bound itself to, by word or by shipping. */
export const committedByWord = (line: LineQuantities): number => Math.max(line.acceptedQuantity, line.shippedQuantity);

/** Applies an answer. An answer that comes after its own ship notice is welcome; one that contradicts it is not. */
export function answerLine(line: LineQuantities, answer: LineAnswer): LineOutcome {
  const room = unanswered(line);
  const answeredNow = answer.acceptedQuantity + answer.backorderedQuantity + answer.rejectedQuantity;
  if (answeredNow > room) return { fault: 'MORE_THAN_UNANSWERED', limit: room };

  const refusable = shippable(line) - line.backorderedQuantity;
  if (answer.backorderedQuantity + answer.rejectedQuantity > refusable) {
    return { fault: 'ALREADY_SHIPPED', limit: Math.max(refusable, 0) };
  }
  return {
    line: {
      ...line,
      acceptedQuantity: line.acceptedQuantity + answer.acceptedQuantity,
      backorderedQuantity: line.backorderedQuantity + answer.backorderedQuantity,
      rejectedQuantity: line.rejectedQuantity + answer.rejectedQuantity,
    },
  };
}

/** Lets units leave. Backordered units are taken last and count as accepted once they left. */
export function shipLine(line: LineQuantities, quantity: number): LineOutcome {
  const limit = shippable(line);
  if (quantity > limit) return { fault: 'MORE_THAN_UNSHIPPED', limit };
  const arrived = Math.max(0, quantity - (limit - line.backorderedQuantity));
  return {
    line: {
      ...line,
      shippedQuantity: line.shippedQuantity + quantity,
      backorderedQuantity: line.backorderedQuantity - arrived,
      acceptedQuantity: line.acceptedQuantity + arrived,
    },
  };
}

/** Gives up everything that has not left. `released` units will never come from here. */
export function cancelLine(line: LineQuantities): { line: LineQuantities; released: number } {
  const released = shippable(line);
  return {
    line: {
      ...line,
      acceptedQuantity: Math.min(line.acceptedQuantity, line.shippedQuantity),
      backorderedQuantity: 0,
      cancelledQuantity: line.cancelledQuantity + released,
    },
    released,
  };
}

/** Takes back what the supplier never answered about. */
export function expireLine(line: LineQuantities): { line: LineQuantities; released: number } {
  const released = unanswered(line);
  return { line: { ...line, expiredQuantity: line.expiredQuantity + released }, released };
}
