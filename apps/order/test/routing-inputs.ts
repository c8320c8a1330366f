import fc from 'fast-check';
import type { ExchangeRate } from '../src/routing/domain/exchange.js';
import { defaultPolicy, type RoutingPolicy } from '../src/routing/domain/policy/routing-policy.js';
import type { KnownOffer, KnownSupplier, RoutingInput, UnitsToRoute } from '../src/routing/domain/routing-input.js';
import { emptyRecord, type SupplierRecord } from '../src/routing/domain/supplier-record.js';

export const DECIDED_AT = '2026-11-22T12:00:00.000Z';
const MINUTE_MS = 60_000;
const before = (minutes: number): string => new Date(Date.parse(DECIDED_AT) - minutes * MINUTE_MS).toISOString();

export const aSupplier = (code: string, changes: Partial<KnownSupplier> = {}): KnownSupplier => ({
  ...{ supplierId: `supplier-${code}`, code, active: true, currency: 'TRY', parcelFixedMinor: 300 },
  ...{ parcelPerKgMinor: 0, record: null, purchaseOrdersToday: null },
  ...changes,
});

export const anOffer = (supplier: string, sku: string, changes: Partial<KnownOffer> = {}): KnownOffer => ({
  ...{ offerId: `offer-${supplier}-${sku}`, supplierId: `supplier-${supplier}`, supplierSku: `X-${sku}`, sku },
  ...{ onHand: 10, committed: 0, safetyUnits: 0, unitCostMinor: 500, currency: 'TRY', leadTimeDays: 1 },
  ...{ asOf: before(10), feedId: 'feed' },
  ...changes,
});

export const aUnit = (sku: string, quantity = 1, changes: Partial<UnitsToRoute> = {}): UnitsToRoute => ({
  ...{ lineId: `line-${sku}`, sku, quantity, unitPriceMinor: 1000, weightGrams: null },
  ...changes,
});

export const anInput = (changes: Partial<RoutingInput> = {}): RoutingInput => ({
  ...{ orderId: 'order', currency: 'TRY', country: 'TR', placedAt: before(60), promiseBy: null, routingVersion: 1 },
  ...{ decidedAt: DECIDED_AT, units: [], suppliers: [], offers: [], refusedOffers: [], openSuppliers: [], rates: [] },
  policy: { id: null, version: 1, content: defaultPolicy },
  ...changes,
});

/** The default policy with sections changed. */
export const aPolicy = (changes: { [Section in keyof RoutingPolicy]?: Partial<RoutingPolicy[Section]> }) => ({
  id: 'policy',
  version: 2,
  content: Object.fromEntries(
    Object.entries(defaultPolicy).map(([name, section]: [string, unknown]) => {
      const change = changes[name as keyof RoutingPolicy] as unknown;
      const isSection = typeof section === 'object' && section !== null && !Array.isArray(section);
      if (change === undefined) return [name, section];
      return [name, isSection ? { ...section, ...(change as object) } : change];
    }),
  ) as unknown as RoutingPolicy,
});

const codes = ['a', 'b', 'c', 'd'];
const skus = ['MUG', 'LAMP', 'MAT'];
const someCodes = fc.subarray(codes, { minLength: 1 });
const someSkus = fc.subarray(['MUG', 'LAMP', 'MAT', 'M*'], { minLength: 1 });
const orNull = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values);

/** Any policy that makes sense. */
export const anyPolicy: fc.Arbitrary<RoutingPolicy> = fc.record({
  currency: fc.constant(null),
  groups: fc.constant([{ name: 'near', suppliers: ['a', 'b'] }]),
  weights: fc.record({
    leadTimeMinorPerUnitDay: fc.nat(200),
    lateMinor: fc.nat(500),
    qualityPermille: fc.nat(1000),
    stockAgeMinor: fc.nat(500),
    acceptanceRegretMinor: fc.nat(500),
    preferenceMinor: fc.nat(300),
    scarcity: fc.record({
      enabled: fc.boolean(),
      surchargePermille: fc.nat(1000),
      belowUnits: fc.integer({ min: 2, max: 9 }),
    }),
  }),
  filters: fc.record({
    allowedSuppliers: orNull(fc.oneof(someCodes, fc.constant(['@near']))),
    excludedSuppliers: fc.subarray(codes, { maxLength: 1 }),
    regions: fc.array(fc.record({ suppliers: someCodes, countries: fc.constantFrom(['TR'], ['DE', 'FR']) }), {
      maxLength: 1,
    }),
    agreements: fc.array(fc.record({ skus: someSkus, suppliers: someCodes }), { maxLength: 1 }),
    requiredSuppliers: fc.array(fc.record({ skus: someSkus, suppliers: someCodes }), { maxLength: 1 }),
    feedAgeMaxMinutes: orNull(fc.constantFrom(5, 60, 600)),
    breaker: orNull(fc.constant({ unansweredMax: 2, pauseMinutes: 60 })),
    capacities: fc.array(fc.record({ supplier: fc.constantFrom(...codes), purchaseOrdersPerDay: fc.nat(3) }), {
      maxLength: 1,
    }),
    cutOffs: fc.constant([{ supplier: 'a', at: '11:00', timeZone: 'UTC' }]),
  }),
  preferredSuppliers: fc.subarray(codes),
  limits: fc.record({
    parcelsMax: orNull(fc.integer({ min: 1, max: 3 })),
    unsplittableSkus: fc.subarray(skus, { maxLength: 1 }),
  }),
  backorders: fc.array(
    fc.record({
      skus: someSkus,
      choice: fc.constantFrom('split' as const, 'wait' as const, 'other-supplier' as const),
    }),
    { maxLength: 1 },
  ),
  holds: fc.constant(defaultPolicy.holds),
  ceilings: fc.record({
    marginFloorPermille: orNull(fc.nat(600)),
    leavesWithinDays: orNull(fc.nat(4)),
    keepPromise: fc.boolean(),
    reroutesOnly: fc.boolean(),
  }),
  stock: fc.constantFrom({ safetyUnitsMin: 0, safetyUnitsMax: 0 }, { safetyUnitsMin: 1, safetyUnitsMax: 3 }),
  exchange: fc.record({ allowed: fc.boolean(), rateAgeMaxDays: fc.constantFrom(1, 7) }),
});

const anyRecord: fc.Arbitrary<SupplierRecord> = fc
  .record({
    ...{ accepted: fc.nat(50), refused: fc.nat(20), onTime: fc.nat(20), late: fc.nat(20), sound: fc.nat(20) },
    ...{ returned: fc.nat(5), kept: fc.nat(50), cancelled: fc.nat(5), absent: fc.nat(5), reliedHours: fc.nat(500) },
    unanswered: fc.nat(4),
  })
  .map((counts) => ({ ...emptyRecord(before(600)), ...counts, unansweredAt: before(30) }));

const anyRates: fc.Arbitrary<ExchangeRate[]> = fc.constantFrom<ExchangeRate[]>(
  [],
  [{ from: 'EUR', to: 'TRY', rate: '36.5', date: '2026-11-20', source: 'TCMB' }],
);

const someSteps = fc
  .array(fc.record({ grams: fc.integer({ min: 1, max: 2000 }), costMinor: fc.nat(500) }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((steps) =>
    steps.map(({ costMinor }, at) => ({
      upToGrams: steps.slice(0, at + 1).reduce((sum, { grams }) => sum + grams, 0),
      costMinor,
    })),
  );

/** Any order with any offers under any policy. */
export const anyInput: fc.Arbitrary<RoutingInput> = fc
  .record({
    units: fc.uniqueArray(
      fc.tuple(fc.constantFrom(...skus), fc.integer({ min: 1, max: 4 }), fc.nat(3000), fc.nat(900)),
      {
        minLength: 1,
        selector: ([sku]) => sku,
      },
    ),
    /** Whether the first SKU is ordered on a second line, at another price. */
    twice: fc.boolean(),
    suppliers: fc.subarray(codes, { minLength: 1 }).chain((chosen) =>
      fc.tuple(
        ...chosen.map((code) =>
          fc
            .record({
              ...{ parcelFixedMinor: fc.nat(900), parcelPerKgMinor: fc.nat(300), record: orNull(anyRecord) },
              ...{ parcelSteps: orNull(someSteps), minOrderMinor: fc.constantFrom(0, 0, 700) },
            })
            .map((terms) => aSupplier(code, { ...terms, purchaseOrdersToday: code.charCodeAt(0) % 3 })),
        ),
      ),
    ),
    offers: fc.uniqueArray(
      fc
        .record({
          supplier: fc.constantFrom(...codes),
          sku: fc.constantFrom(...skus),
          facts: fc.record({
            onHand: fc.nat(6),
            committed: fc.nat(2),
            safetyUnits: fc.nat(4),
            unitCostMinor: fc.nat(1500),
            currency: fc.constantFrom('TRY', 'TRY', 'TRY', 'EUR'),
            leadTimeDays: fc.nat(5),
            asOf: fc.constantFrom(before(1), before(100), before(10_000)),
          }),
        })
        .map(({ supplier, sku, facts }) => anOffer(supplier, sku, facts)),
      { selector: ({ offerId }) => offerId },
    ),
    refused: fc.boolean(),
    open: fc.boolean(),
    rates: anyRates,
    routingVersion: fc.integer({ min: 1, max: 2 }),
    promiseBy: orNull(fc.constant('2026-11-24T00:00:00.000Z')),
    policy: anyPolicy,
  })
  .map(({ units, twice, suppliers, offers, refused, open, policy, ...rest }) => {
    const lines = units.map(([sku, quantity, unitPriceMinor, weightGrams]) =>
      aUnit(sku, quantity, { unitPriceMinor, weightGrams }),
    );
    const [first] = lines;
    const again = twice && first ? [{ ...first, lineId: `${first.lineId}-again`, unitPriceMinor: 400 }] : [];
    return anInput({
      ...rest,
      units: [...lines, ...again],
      suppliers,
      offers,
      refusedOffers: refused ? offers.slice(0, 1).map(({ offerId }) => offerId) : [],
      openSuppliers: open ? suppliers.slice(0, 1).map(({ supplierId }) => supplierId) : [],
      policy: { id: 'policy', version: 2, content: policy },
    });
  });
