import type { MisbehaviourRates } from '../../world/domain/misbehaviour.js';
import { Rng } from '../../world/domain/rng.js';

/** What a supplier will do with one purchase order. Hours are hours of the simulated life. */
export interface AnswerPlan {
  answer: 'accept' | 'reject_part' | 'reject_all' | 'silent';
  /** First delivery answered with 500: before the supplier wrote it down, or after (the sender cannot know which). */
  refuses: 'never' | 'before_booking' | 'after_booking';
  acknowledgeAfterHours: number;
  /** Counted from the acknowledgement. */
  shipAfterHours: number;
  parcels: 1 | 2;
  /** Acknowledgement and ship notice are sent twice, at the same moment. */
  twice: boolean;
}

export interface BookedLine {
  lineId: string;
  supplierSku: string;
  quantity: number;
}

/** Units of one line in an answer of the supplier, as api.md has them. */
export interface AnsweredLine {
  lineId: string;
  acceptedQuantity: number;
  backorderedQuantity: number;
  rejectedQuantity: number;
  reasonCode: string | null;
  expectedShipAt: string | null;
}

export interface PackedParcel {
  lines: { lineId: string; quantity: number }[];
}

/** The same purchase order gets the same treatment, whenever and however often it is delivered. */
export function planAnswer(seed: string, rates: MisbehaviourRates, purchaseOrderId: string): AnswerPlan {
  const stream = (topic: string): Rng => Rng.of(seed, 'purchase-order', purchaseOrderId, topic);
  const late = stream('late').chance(rates.late);
  const pace = stream('pace');
  return {
    answer: answerOf(stream('answer').next(), rates),
    refuses: stream('error500').chance(rates.error500)
      ? stream('error500-when').pick(['before_booking', 'after_booking'] as const)
      : 'never',
    acknowledgeAfterHours: pace.between(1, 3) + (late ? pace.between(10, 20) : 0),
    shipAfterHours: pace.between(1.5, 4),
    parcels: stream('parcels').chance(0.2) ? 2 : 1,
    twice: stream('twice').chance(rates.twice),
  };
}

function answerOf(draw: number, rates: MisbehaviourRates): AnswerPlan['answer'] {
  if (draw < rates.silent) return 'silent';
  if (draw < rates.silent + rates.rejectAll) return 'reject_all';
  if (draw < rates.silent + rates.rejectAll + rates.rejectPart) return 'reject_part';
  return 'accept';
}

/** The acknowledgement. A part can only be refused where there are two units; a single unit is accepted. */
export function answerLines(
  plan: AnswerPlan,
  lines: readonly BookedLine[],
  expectedShipAt: string | null,
): AnsweredLine[] {
  const refused = refusedUnits(plan, lines);
  return lines.map(({ lineId, quantity }) => {
    const rejectedQuantity = refused.get(lineId) ?? 0;
    const acceptedQuantity = quantity - rejectedQuantity;
    return {
      lineId,
      acceptedQuantity,
      backorderedQuantity: 0,
      rejectedQuantity,
      reasonCode: rejectedQuantity > 0 ? 'OUT_OF_STOCK' : null,
      expectedShipAt: acceptedQuantity > 0 ? expectedShipAt : null,
    };
  });
}

function refusedUnits(plan: AnswerPlan, lines: readonly BookedLine[]): Map<string, number> {
  if (plan.answer === 'reject_all') return new Map(lines.map((line) => [line.lineId, line.quantity]));
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  if (plan.answer !== 'reject_part' || units < 2) return new Map<string, number>();
  const largest = [...lines].sort((one, other) => other.quantity - one.quantity)[0];
  return largest === undefined
    ? new Map<string, number>()
    : new Map([[largest.lineId, Math.ceil(largest.quantity / 2)]]);
}

/** Puts the accepted units into one or two parcels; two only when there are at least two units. */
export function packParcels(plan: AnswerPlan, answered: readonly AnsweredLine[]): PackedParcel[] {
  const units = answered.flatMap((line) => Array.from({ length: line.acceptedQuantity }, () => line.lineId));
  if (units.length === 0) return [];
  const cut = plan.parcels === 2 && units.length > 1 ? Math.ceil(units.length / 2) : units.length;
  return [units.slice(0, cut), units.slice(cut)]
    .filter((part) => part.length > 0)
    .map((part) => ({ lines: count(part) }));
}

function count(lineIds: readonly string[]): { lineId: string; quantity: number }[] {
  const quantities = new Map<string, number>();
  for (const lineId of lineIds) quantities.set(lineId, (quantities.get(lineId) ?? 0) + 1);
  return [...quantities].map(([lineId, quantity]) => ({ lineId, quantity }));
}
