import type { RoutingDecision } from '#contracts';
import { decideRouting } from './decide-routing.js';
import type { KnownOffer, RoutingInput } from './routing-input.js';

/**
 * A line that a supplier could have filled and did not, and the smallest change of its own that would have won units of
 * it, each alone and everything else as it was. Names nobody else and no price but its own. Null: that change alone
 * would not have done it.
 */
export interface LostLine {
  readonly lineId: string;
  readonly supplierSku: string;
  /** Units of the line that others filled or that nobody had. */
  readonly quantity: number;
  /** Why the offer was not considered at all; null when it was and lost. */
  readonly excluded: string | null;
  readonly unitCostMinor: number;
  readonly currency: string;
  /** The highest price, in the supplier's currency, that would have won. */
  readonly winningUnitCostMinor: number | null;
  readonly leadTimeDays: number;
  /** The longest lead time that would have won. */
  readonly winningLeadTimeDays: number | null;
  readonly ageSeconds: number;
  /** Whether a number of that very moment would have won. */
  readonly freshStockWins: boolean;
}

/** What a supplier lost in one decision. */
export function lossesOf(input: RoutingInput, decision: RoutingDecision, supplierId: string): LostLine[] {
  const candidate = decision.candidates.find((each) => each.supplierId === supplierId);
  return (candidate?.offers ?? []).flatMap((offer) => {
    const ordered = input.units.find(({ lineId }) => lineId === offer.lineId)?.quantity ?? 0;
    const quantity = ordered - offer.chosenQuantity;
    // Whoever gave all it had has lost nothing.
    if (quantity <= 0 || (offer.chosenQuantity > 0 && offer.chosenQuantity >= offer.available)) return [];
    const wins = (change: Partial<KnownOffer>): boolean => winsMore(input, offer, change);
    return [
      {
        lineId: offer.lineId,
        supplierSku: offer.supplierSku,
        quantity,
        excluded: offer.excluded,
        unitCostMinor: offer.unitCostMinor,
        currency: offer.currency,
        winningUnitCostMinor: highestWinning(offer.unitCostMinor, (unitCostMinor) => wins({ unitCostMinor })),
        leadTimeDays: offer.leadTimeDays,
        winningLeadTimeDays: highestWinning(offer.leadTimeDays, (leadTimeDays) => wins({ leadTimeDays })),
        ageSeconds: offer.ageSeconds,
        freshStockWins: offer.ageSeconds > 0 && wins({ asOf: input.decidedAt }),
      },
    ];
  });
}

/** Whether the offer gets more units of the line when something about it is changed. */
function winsMore(
  input: RoutingInput,
  { offerId, lineId, chosenQuantity }: { offerId: string; lineId: string; chosenQuantity: number },
  change: Partial<KnownOffer>,
): boolean {
  const offers = input.offers.map((offer) => (offer.offerId === offerId ? { ...offer, ...change } : offer));
  const taken = decideRouting({ ...input, offers })
    .plan.filter((take) => take.offerId === offerId && take.lineId === lineId)
    .reduce((sum, take) => sum + take.quantity, 0);
  return taken > chosenQuantity;
}

/** The highest value below the present one that wins; null when none does. Lower never wins less. */
function highestWinning(present: number, wins: (value: number) => boolean): number | null {
  if (present === 0 || !wins(0)) return null;
  let [winning, losing] = [0, present];
  while (losing - winning > 1) {
    const middle = Math.floor((winning + losing) / 2);
    if (wins(middle)) winning = middle;
    else losing = middle;
  }
  return winning;
}
