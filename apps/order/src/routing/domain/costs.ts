import type { DecisionCosts } from '#contracts';
import { exchanged, type ExchangeRate } from './exchange.js';
import type { PolicyWeights } from './policy/routing-policy.js';

export type CostParts = Pick<DecisionCosts, keyof DecisionCosts>;

/** What the cost of one unit depends on. Money of the supplier is in its own currency, weights in the decision's. */
export interface CostFacts {
  readonly unitCostMinor: number;
  readonly parcelPerKgMinor: number;
  readonly weightGrams: number;
  /** Null where the offer's price, or the supplier's parcel price, is in the decision's currency. */
  readonly rate: ExchangeRate | null;
  readonly parcelRate: ExchangeRate | null;
  readonly expectedDays: number;
  readonly latenessPermille: number;
  readonly qualityPermille: number;
  readonly acceptancePermille: number;
  readonly presencePermille: number;
  readonly available: number;
  /** Whether the policy prefers some suppliers, and this is none of them. */
  readonly notPreferred: boolean;
  /** What the unit will probably cost after the sale; absent where nothing is known. */
  readonly afterSalesMinor?: number;
}

const share = (amount: number, permille: number): number => Math.round((amount * permille) / 1000);
const inCurrency = (minor: number, rate: ExchangeRate | null): number =>
  rate === null ? minor : exchanged(minor, rate);

/** What the supplier takes for a unit, in the decision's currency. */
export const goodsMinorOf = ({ unitCostMinor, rate }: Pick<CostFacts, 'unitCostMinor' | 'rate'>): number =>
  inCurrency(unitCostMinor, rate);

/** Puts the parts of one unit's cost together. All are integers of zero or more, so a sum of many stays exact. */
export function costParts(facts: CostFacts, weights: PolicyWeights): CostParts {
  const goodsMinor = goodsMinorOf(facts);
  const shippingMinor = inCurrency(share(facts.parcelPerKgMinor, facts.weightGrams), facts.parcelRate);
  const parts = {
    goodsMinor,
    shippingMinor,
    leadTimeMinor: weights.leadTimeMinorPerUnitDay * facts.expectedDays,
    lateMinor: share(weights.lateMinor, facts.latenessPermille),
    qualityMinor: share(share(goodsMinor, weights.qualityPermille), 1000 - facts.qualityPermille),
    stockAgeMinor: share(weights.stockAgeMinor, 1000 - facts.presencePermille),
    acceptanceMinor: share(weights.acceptanceRegretMinor, 1000 - facts.acceptancePermille),
    scarcityMinor: scarcityMinor(goodsMinor, facts.available, weights),
    preferenceMinor: facts.notPreferred ? weights.preferenceMinor : 0,
    ...(facts.afterSalesMinor === undefined ? {} : { afterSalesMinor: facts.afterSalesMinor }),
  };
  return { ...parts, unitMinor: Object.values(parts).reduce((sum, part) => sum + part, 0) };
}

/** What somebody is paid for the unit. */
export const paidMinor = (costs: CostParts): number => costs.goodsMinor + costs.shippingMinor;

function scarcityMinor(goodsMinor: number, available: number, { scarcity }: PolicyWeights): number {
  const { enabled, belowUnits, surchargePermille } = scarcity;
  if (!enabled || available >= belowUnits || belowUnits <= 1) return 0;
  return share(goodsMinor, Math.round((surchargePermille * (belowUnits - Math.max(1, available))) / (belowUnits - 1)));
}
