import type { DecisionCandidate, DecisionCosts, DecisionOffer } from '../api/types.js';

/** What somebody is paid, and then what the merchant's policy puts on waiting, risk and scarcity. */
export const costKinds = [
  'goods',
  'shipping',
  'parcel',
  'leadTime',
  'late',
  'quality',
  'stockAge',
  'acceptance',
  'scarcity',
  'preference',
  'afterSales',
] as const;
export type CostKind = (typeof costKinds)[number];

/** A part of a cost in minor units of the decision's currency. */
export interface CostPart {
  kind: CostKind;
  minor: number;
}

const paid: ReadonlySet<CostKind> = new Set(['goods', 'shipping', 'parcel']);

/** Whether somebody is paid this part; the others only weigh in the choice. */
export const isPaid = (kind: CostKind): boolean => paid.has(kind);

const fields: Readonly<Record<Exclude<CostKind, 'parcel'>, keyof DecisionCosts>> = {
  goods: 'goodsMinor',
  shipping: 'shippingMinor',
  leadTime: 'leadTimeMinor',
  late: 'lateMinor',
  quality: 'qualityMinor',
  stockAge: 'stockAgeMinor',
  acceptance: 'acceptanceMinor',
  scarcity: 'scarcityMinor',
  preference: 'preferenceMinor',
  afterSales: 'afterSalesMinor',
};

/** What one unit of an offer weighs, part by part; null where its price cannot be told in the decision's currency. */
export function unitParts(offer: DecisionOffer, currency: string): CostPart[] | null {
  const { costs } = offer;
  if (!costs) return offer.currency === currency ? [{ kind: 'goods', minor: offer.unitCostMinor }] : null;
  return costKinds
    .flatMap((kind): CostPart[] => (kind === 'parcel' ? [] : [{ kind, minor: costs[fields[kind]] ?? 0 }]))
    .filter(({ minor }) => minor > 0);
}

export const sumOf = (parts: readonly CostPart[]): number => parts.reduce((sum, { minor }) => sum + minor, 0);

/** Parts of several costs put together, in the order of {@link costKinds}. */
export function mergedParts(all: readonly CostPart[]): CostPart[] {
  return costKinds
    .map((kind) => ({ kind, minor: sumOf(all.filter((part) => part.kind === kind)) }))
    .filter(({ minor }) => minor > 0);
}

/** What the plan takes from a supplier, part by part, with its parcel. */
export function takenParts(candidate: DecisionCandidate, currency: string): CostPart[] {
  const goods = candidate.offers.some(({ costs }) => costs)
    ? candidate.offers.flatMap((offer) =>
        (unitParts(offer, currency) ?? []).map(({ kind, minor }) => ({ kind, minor: minor * offer.chosenQuantity })),
      )
    : [{ kind: 'goods' as const, minor: candidate.goodsMinor }];
  return mergedParts([...goods, { kind: 'parcel', minor: candidate.parcelMinor }]);
}
