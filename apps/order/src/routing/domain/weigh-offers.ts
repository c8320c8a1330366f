import type { DecisionExchange } from '#contracts';
import { afterSalesOf, type AfterSales, type AfterSalesAmounts } from './after-sales.js';
import { costParts, goodsMinorOf } from './costs.js';
import type { ParcelStep } from './engine/routing-problem.js';
import { rateFor, exchanged, type ExchangeRate } from './exchange.js';
import type { WeighedOffer } from './exclusions.js';
import { expectedDays } from './expected-days.js';
import { experienceOf, type PolicyExperience, type PolicyWeights } from './policy/routing-policy.js';
import { namesSupplier } from './policy/selectors.js';
import {
  availableUnits,
  type KnownOffer,
  type KnownSupplier,
  type RoutingInput,
  type UnitsToRoute,
} from './routing-input.js';
import { figuresOf, presencePermille, type Figures } from './supplier-record.js';

/** One supplier as a decision sees it, with what its offers cost. */
export interface WeighedSupplier {
  readonly supplierId: string;
  /** Null while its terms have not been heard of. */
  readonly terms: KnownSupplier | null;
  readonly figures: Figures;
  readonly alreadyOpen: boolean;
  /** In the decision's currency where it can be exchanged, else in the supplier's. */
  readonly parcelFixedMinor: number;
  readonly parcelTerms: ParcelTerms;
  readonly offers: readonly (WeighedOffer & OfferFacts)[];
}

/** What a supplier may state of its parcels beside their price, in the decision's currency; empty where it does not. */
interface ParcelTerms {
  readonly parcelSteps?: ParcelStep[];
  readonly minOrderMinor?: number;
}

interface OfferFacts {
  readonly safetyStock: number;
  readonly presencePermille: number;
  readonly exchange: DecisionExchange | null;
}

/**
 * Lines with the same SKU draw on the same stock and are decided as one, so what holds for one of them holds for all:
 * the lowest price for the margin and the greatest weight.
 */
function alike(units: readonly UnitsToRoute[]): UnitsToRoute[] {
  return units.map((line) => {
    const same = units.filter(({ sku }) => sku === line.sku);
    const weights = same.flatMap(({ weightGrams }) => weightGrams ?? []);
    return {
      ...line,
      unitPriceMinor: Math.min(...same.map(({ unitPriceMinor }) => unitPriceMinor)),
      weightGrams: weights.length === 0 ? null : Math.max(...weights),
    };
  });
}

/** What weighing an offer needs beside the offer. */
interface Weighing {
  readonly input: RoutingInput;
  /** The policy's amounts in the decision's currency; undefined when they cannot be exchanged. */
  readonly weights: (PolicyWeights & AfterSalesAmounts) | undefined;
  readonly experience: PolicyExperience;
  readonly isNeeded: boolean;
}

/**
 * Finds out about every offer what it costs and how far it can be relied on, supplier by supplier in a fixed order.
 * @param isNeeded whether the order cannot be filled without offers that are held back.
 */
export function weighOffers(given: RoutingInput, isNeeded = false): WeighedSupplier[] {
  const input = { ...given, units: alike(given.units) };
  const experience = experienceOf(input.policy.content);
  const weighing = { input, weights: weightsIn(input, experience), experience, isNeeded };
  const bySupplier = new Map<string, KnownOffer[]>();
  for (const offer of [...input.offers].sort((a, b) => (a.offerId < b.offerId ? -1 : 1)))
    bySupplier.set(offer.supplierId, [...(bySupplier.get(offer.supplierId) ?? []), offer]);
  return [...bySupplier]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([supplierId, offers]) => weighSupplier(supplierId, offers, weighing));
}

/** The rate from a currency to the decision's; null when none is needed, undefined when there is none. */
function rateOf(from: string, input: RoutingInput): ExchangeRate | null | undefined {
  if (from === input.currency) return null;
  const { allowed, rateAgeMaxDays } = input.policy.content.exchange;
  return allowed ? rateFor(input.rates, { from, to: input.currency }, input.decidedAt, rateAgeMaxDays) : undefined;
}

function weightsIn(input: RoutingInput, experience: PolicyExperience): Weighing['weights'] {
  const { currency } = input.policy.content;
  const { handlingMinor, lateUnitMinor, dissatisfiedMinor } = experience;
  const weights = { ...input.policy.content.weights, handlingMinor, lateUnitMinor, dissatisfiedMinor };
  const rate = rateOf(currency ?? input.currency, input);
  if (rate === undefined) return undefined;
  if (rate === null) return weights;
  return {
    ...weights,
    handlingMinor: exchanged(weights.handlingMinor, rate),
    lateUnitMinor: exchanged(weights.lateUnitMinor, rate),
    dissatisfiedMinor: exchanged(weights.dissatisfiedMinor, rate),
    leadTimeMinorPerUnitDay: exchanged(weights.leadTimeMinorPerUnitDay, rate),
    lateMinor: exchanged(weights.lateMinor, rate),
    stockAgeMinor: exchanged(weights.stockAgeMinor, rate),
    acceptanceRegretMinor: exchanged(weights.acceptanceRegretMinor, rate),
    preferenceMinor: exchanged(weights.preferenceMinor, rate),
  };
}

function weighSupplier(supplierId: string, offers: readonly KnownOffer[], weighing: Weighing): WeighedSupplier {
  const { input } = weighing;
  const terms = input.suppliers.find((supplier) => supplier.supplierId === supplierId) ?? null;
  const figures = figuresOf(terms?.record ?? null, input.decidedAt);
  const rate = terms === null ? null : rateOf(terms.currency, input);
  const fixedMinor = terms?.parcelFixedMinor ?? 0;
  return {
    supplierId,
    terms,
    figures,
    alreadyOpen: input.openSuppliers.includes(supplierId),
    parcelFixedMinor: rate ? exchanged(fixedMinor, rate) : fixedMinor,
    parcelTerms: parcelTermsOf(terms, rate ?? null),
    offers: offers.flatMap((offer) => weighOffer(offer, terms, figures, weighing)),
  };
}

function parcelTermsOf(terms: KnownSupplier | null, rate: ExchangeRate | null): ParcelTerms {
  const inCurrency = (minor: number): number => (rate ? exchanged(minor, rate) : minor);
  const steps = terms?.parcelSteps?.map(({ upToGrams, costMinor }) => ({
    upToGrams,
    costMinor: inCurrency(costMinor),
  }));
  return {
    ...(steps ? { parcelSteps: steps } : {}),
    ...(terms?.minOrderMinor ? { minOrderMinor: inCurrency(terms.minOrderMinor) } : {}),
  };
}

/** An offer for each line that it could fill. */
function weighOffer(
  offer: KnownOffer,
  supplier: KnownSupplier | null,
  figures: Figures,
  weighing: Weighing,
): WeighedSupplier['offers'] {
  const { input, weights } = weighing;
  const { content } = input.policy;
  const safetyStock = Math.min(Math.max(offer.safetyUnits, content.stock.safetyUnitsMin), content.stock.safetyUnitsMax);
  const available = availableUnits({ ...offer, safetyUnits: safetyStock });
  const agedMs = Date.parse(input.decidedAt) - Date.parse(offer.asOf);
  const ageSeconds = Math.max(0, Math.floor(agedMs / 1000));
  const presence = presencePermille(supplier?.record ?? null, ageSeconds, input.decidedAt);
  const days = expectedDays(offer.leadTimeDays, supplier?.code ?? '', input.decidedAt, content);
  // Goods and parcel may be in two currencies; both must be exchangeable for the offer to be weighed.
  const rate = rateOf(offer.currency, input);
  const parcelRate = supplier === null ? undefined : rateOf(supplier.currency, input);
  const weighable = weights !== undefined && rate !== undefined && parcelRate !== undefined && supplier !== null;
  const facts = { safetyStock, presencePermille: presence, exchange: rate ? exchangeOf(rate) : null };
  const known = (units: UnitsToRoute) => ({ offer, units, supplier, available, ageSeconds, expectedDays: days });
  return input.units
    .filter(({ sku }) => sku === offer.sku)
    .map((units) => {
      if (!weighable) return { ...facts, ...known(units), costs: null, afterSales: undefined };
      const afterSales = afterSalesFor(offer, supplier, units, rate, weighing, weights);
      const costs = costParts(
        {
          unitCostMinor: offer.unitCostMinor,
          parcelPerKgMinor: supplier.parcelPerKgMinor,
          weightGrams: units.weightGrams ?? 0,
          rate,
          parcelRate,
          expectedDays: days,
          latenessPermille: figures.lateness.permille,
          qualityPermille: figures.quality.permille,
          acceptancePermille: figures.acceptance.permille,
          presencePermille: presence,
          available,
          notPreferred: isNotPreferred(supplier, input),
          ...(afterSales ? { afterSalesMinor: afterSales.costMinor } : {}),
        },
        weights,
      );
      return { ...facts, ...known(units), costs, afterSales };
    });
}

function afterSalesFor(
  { unitCostMinor }: KnownOffer,
  { supplierId, experience: figures }: KnownSupplier,
  { sku, unitPriceMinor }: UnitsToRoute,
  rate: ExchangeRate | null,
  { input, experience, isNeeded }: Weighing,
  amounts: AfterSalesAmounts,
): AfterSales | undefined {
  if (!figures) return undefined;
  const goodsMinor = goodsMinorOf({ unitCostMinor, rate });
  const asked = { orderId: input.orderId, supplierId, sku, unitPriceMinor, goodsMinor, isNeeded };
  return afterSalesOf(figures, asked, experience, amounts);
}

const isNotPreferred = ({ code }: KnownSupplier, { policy: { content } }: RoutingInput): boolean =>
  content.preferredSuppliers.length > 0 && !namesSupplier(content.preferredSuppliers, code, content.groups);

const exchangeOf = ({ from, to, rate, date, source }: ExchangeRate): DecisionExchange => ({
  from,
  to,
  rate,
  date,
  source,
});
