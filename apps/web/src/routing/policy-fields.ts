import { field, type FieldSection } from '../versions/fields.js';

const nullable = { nullable: true } as const;
const backorders = { codes: ['wait', 'split', 'other-supplier'], words: 'backorder' } as const;
const suppliers = field('/suppliers', 'names', { names: 'supplier', name: 'column.suppliers' });
const skus = field('/skus', 'names', { names: 'sku', name: 'column.skus' });
const supplier = field('/supplier', 'text', { names: 'supplier', name: 'column.supplier' });

export const policySections: readonly FieldSection[] = [
  {
    name: 'weights',
    fields: [
      field('/weights/leadTimeMinorPerUnitDay', 'money'),
      field('/weights/lateMinor', 'money'),
      field('/weights/stockAgeMinor', 'money'),
      field('/weights/acceptanceRegretMinor', 'money'),
      field('/weights/qualityPermille', 'percent'),
      field('/weights/preferenceMinor', 'money'),
      field('/weights/scarcity/enabled', 'flag', { name: 'scarcityEnabled' }),
      field('/weights/scarcity/surchargePermille', 'percent', { name: 'scarcitySurcharge' }),
      field('/weights/scarcity/belowUnits', 'count', { name: 'scarcityBelow' }),
    ],
  },
  {
    name: 'suppliers',
    fields: [
      field('/groups', 'rules', { columns: [field('/name', 'text', { name: 'column.name' }), suppliers] }),
      field('/filters/allowedSuppliers', 'names', { ...nullable, names: 'supplier' }),
      field('/filters/excludedSuppliers', 'names', { names: 'supplier' }),
      field('/preferredSuppliers', 'names', { names: 'supplier' }),
      field('/filters/regions', 'rules', {
        columns: [suppliers, field('/countries', 'names', { names: 'country', name: 'column.countries' })],
      }),
      field('/filters/agreements', 'rules', { columns: [skus, suppliers] }),
      field('/filters/requiredSuppliers', 'rules', { columns: [skus, suppliers] }),
      field('/filters/capacities', 'rules', {
        columns: [supplier, field('/purchaseOrdersPerDay', 'count', { name: 'column.perDay' })],
      }),
      field('/filters/cutOffs', 'rules', {
        columns: [
          supplier,
          field('/at', 'clock', { name: 'column.at' }),
          field('/timeZone', 'text', { name: 'column.timeZone' }),
        ],
      }),
      field('/filters/breaker', 'rule', {
        ...nullable,
        columns: [
          field('/unansweredMax', 'count', { name: 'column.unansweredMax' }),
          field('/pauseMinutes', 'minutes', { name: 'column.pauseMinutes' }),
        ],
      }),
    ],
  },
  {
    name: 'stock',
    fields: [
      field('/filters/feedAgeMaxMinutes', 'minutes', nullable),
      field('/stock/safetyUnitsMin', 'count'),
      field('/stock/safetyUnitsMax', 'count'),
    ],
  },
  {
    name: 'splits',
    fields: [
      field('/limits/parcelsMax', 'count', nullable),
      field('/limits/unsplittableSkus', 'names', { names: 'sku' }),
      field('/backorders', 'rules', {
        columns: [skus, field('/choice', 'choice', { name: 'column.choice', choices: backorders })],
      }),
    ],
  },
  {
    name: 'ceilings',
    fields: [
      field('/ceilings/marginFloorPermille', 'percent', nullable),
      field('/ceilings/leavesWithinDays', 'days', nullable),
      field('/ceilings/keepPromise', 'flag'),
      field('/ceilings/reroutesOnly', 'flag'),
    ],
  },
  {
    name: 'holds',
    fields: [
      field('/holds/valueAboveMinor', 'money', nullable),
      field('/holds/duplicateWithinMinutes', 'minutes', nullable),
      field('/holds/fraudWindowMinutes', 'minutes', nullable),
    ],
  },
  {
    name: 'exchange',
    fields: [
      field('/currency', 'text', nullable),
      field('/exchange/allowed', 'flag'),
      field('/exchange/rateAgeMaxDays', 'days'),
    ],
  },
  {
    name: 'experience',
    fields: [
      field('/experience/enabled', 'flag', { name: 'experienceEnabled' }),
      field('/experience/halfLifeDays', 'days'),
      field('/experience/supplierCases', 'count'),
      field('/experience/skuCases', 'count'),
      field('/experience/handlingMinor', 'money'),
      field('/experience/lateUnitMinor', 'money'),
      field('/experience/dissatisfiedMinor', 'money'),
      field('/experience/shareMaxPermille', 'percent'),
      field('/experience/dailyChangePermille', 'percent'),
      field('/experience/canary/enabled', 'flag', { name: 'canaryEnabled' }),
      field('/experience/canary/thresholdPermille', 'percent', { name: 'canaryThreshold' }),
      field('/experience/canary/probationUnits', 'count'),
    ],
  },
];
