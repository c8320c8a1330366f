/** What one supplier still has of an article, and what a unit of it costs all in. */
export interface RemainingStock {
  readonly supplierId: string;
  readonly unitCostMinor: number;
  readonly available: number;
}

/**
 * Bid prices for the stock of one article: what taking a unit now will probably cost somebody later. If the units that
 * are still ordered were filled cheapest first, the last of them would come from the *marginal* supplier. A unit of
 * somebody cheaper than that, taken now, makes a later order pay the difference. How many units are still ordered is
 * not known: the surcharge is the mean of that difference over what may come, so it fades as stock becomes ample
 * instead of ending at a point (the expected marginal seat revenue of airlines: Belobaba, 1989).
 *
 * An order that saves a parcel by a scarce unit still takes it; one that could as well do without leaves it.
 * @param expectedUnits units that orders are expected to want from now until stock comes in, this order included.
 * @param unitsVariance of that number.
 * @param sharePermille how much of the difference is charged: less where the expectation is rough.
 * @returns surcharge per unit by supplier, in minor units.
 */
export function scarcitySurcharges(
  stocks: readonly RemainingStock[],
  expectedUnits: number,
  unitsVariance: number,
  sharePermille: number,
): ReadonlyMap<string, number> {
  const cheapestFirst = [...stocks].sort((a, b) => a.unitCostMinor - b.unitCostMinor);
  const chances: { readonly costMinor: number; readonly chance: number }[] = [];
  let covered = 0;
  let beyond = 1;
  cheapestFirst.forEach(({ unitCostMinor, available }, index) => {
    covered += available;
    const isLast = index === cheapestFirst.length - 1;
    const left = isLast ? 0 : chanceAbove(covered, expectedUnits, unitsVariance);
    chances.push({ costMinor: unitCostMinor, chance: beyond - left });
    beyond = left;
  });
  const surcharge = (costMinor: number): number =>
    chances.reduce((sum, marginal) => sum + marginal.chance * Math.max(0, marginal.costMinor - costMinor), 0);
  return new Map(
    stocks.map(({ supplierId, unitCostMinor }) => [
      supplierId,
      Math.round((surcharge(unitCostMinor) * sharePermille) / 1000),
    ]),
  );
}

/** That a normal variable exceeds so many whole units (logistic approximation of the normal distribution). */
function chanceAbove(units: number, mean: number, variance: number): number {
  if (variance <= 0) return mean > units ? 1 : 0;
  const z = (units + 0.5 - mean) / Math.sqrt(variance);
  return 1 / (1 + Math.exp(1.5976 * z + 0.07056 * z ** 3));
}
