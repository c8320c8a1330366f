/** What one supplier still has of an article, and what a unit of it costs all in. */
export interface RemainingStock {
  readonly supplierId: string;
  readonly unitCostMinor: number;
  readonly available: number;
}

/**
 * Bid prices for the stock of one article: what taking a unit now will cost somebody later. If the units that are
 * still expected to be ordered were filled cheapest first, the last of them would come from the *marginal* supplier.
 * A unit of somebody cheaper than that, taken now, makes a later order pay the difference, so that difference is its
 * surcharge; stock at or above the marginal cost is not scarce, and neither is anything when supply is ample.
 *
 * An order that saves a parcel by a scarce unit still takes it; one that could as well do without leaves it.
 * @param expectedUnits units that orders are expected to want from now until stock comes in, this order included.
 * @param sharePermille how much of the difference is charged: less where the expectation is rough.
 * @returns surcharge per unit by supplier, in minor units.
 */
export function scarcitySurcharges(
  stocks: readonly RemainingStock[],
  expectedUnits: number,
  sharePermille: number,
): ReadonlyMap<string, number> {
  const cheapestFirst = [...stocks].sort((a, b) => a.unitCostMinor - b.unitCostMinor);
  let covered = 0;
  let marginal = 0;
  for (const { unitCostMinor, available } of cheapestFirst) {
    if (covered >= expectedUnits) break;
    covered += available;
    marginal = unitCostMinor;
  }
  return new Map(
    stocks.map(({ supplierId, unitCostMinor }) => [
      supplierId,
      Math.round((Math.max(0, marginal - unitCostMinor) * sharePermille) / 1000),
    ]),
  );
}
