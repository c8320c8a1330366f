import { chooseSuppliers } from './choose-suppliers.js';
import type { ProblemOffer, RoutingProblem } from './routing-problem.js';

/** What a supplier could have changed, everything else as it was, to get units of a line. Null: that alone does not win. */
export interface WinningChange {
  /** The least amount by which its unit price would have to fall, in minor units. */
  readonly priceCutMinor: number | null;
  /** The least stock that would have won, where more than it had. */
  readonly available: number | null;
  /** Days by which it would have to be faster, where a day has a price. */
  readonly daysFaster: number | null;
}

/** Nodes for each of the questions, of which there are about as many as the price has binary digits. */
const NODES_MAX = 500;

/**
 * The smallest changes with which a supplier would have won units of a line that it lost, found by deciding again.
 * Nothing in the answer tells who won, or at what price.
 * @param dayMinor what one day of delivery time is worth per unit; null where time has no price.
 */
export function winningChange(
  problem: RoutingProblem,
  supplier: string,
  line: string,
  dayMinor: number | null,
): WinningChange {
  const isOwn = (offer: ProblemOffer): boolean => offer.supplier === supplier && offer.line === line;
  const own = problem.offers.filter(isOwn);
  const wins = (change: (offer: ProblemOffer) => ProblemOffer): boolean => {
    const offers = problem.offers.map((offer) => (isOwn(offer) ? change(offer) : offer));
    const { plan } = chooseSuppliers({ ...problem, offers }, { nodesMax: NODES_MAX });
    return plan.some((take) => take.supplier === supplier && take.line === line);
  };
  if (own.length === 0 || wins((offer) => offer)) return { priceCutMinor: null, available: null, daysFaster: null };
  const cheaper = (cut: number) => (offer: ProblemOffer) => ({
    ...offer,
    unitCostMinor: Math.max(0, offer.unitCostMinor - cut),
  });
  const stocked = (available: number) => (offer: ProblemOffer) => ({
    ...offer,
    available: Math.max(offer.available, available),
  });
  const dearest = Math.max(...own.map((offer) => offer.unitCostMinor));
  const stock = Math.max(...own.map((offer) => offer.available));
  const wanted = problem.lines.find((one) => one.id === line)?.quantity ?? 0;
  const priceCutMinor = leastThat((cut) => wins(cheaper(cut)), 0, dearest);
  return {
    priceCutMinor,
    available: leastThat((available) => wins(stocked(available)), Math.min(stock, wanted), wanted),
    daysFaster: priceCutMinor === null || !dayMinor ? null : Math.ceil(priceCutMinor / dayMinor),
  };
}

/** The least number above `fails`, up to `most`, for which it holds; null when not even the most does. By halving. */
function leastThat(holds: (value: number) => boolean, fails: number, most: number): number | null {
  if (most <= fails || !holds(most)) return null;
  let [low, high] = [fails, most];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
