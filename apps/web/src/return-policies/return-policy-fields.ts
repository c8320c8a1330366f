import { field, type FieldSection } from '../versions/fields.js';

const modes = { codes: ['automatic', 'manual'], words: 'return-mode' } as const;
const destinations = { codes: ['supplier', 'merchant', 'keep', 'donate'], words: 'destination' } as const;
const conditions = ['as_new', 'opened', 'used', 'damaged', 'incomplete', 'wrong_item'] as const;

/** What can be set in a return policy. */
export const returnPolicySections: readonly FieldSection[] = [
  {
    name: 'return-window',
    fields: [
      field('/windowDays', 'days'),
      field('/approvalDays', 'days'),
      field('/excludedSkus', 'names', { names: 'sku' }),
    ],
  },
  {
    name: 'return-decisions',
    fields: [
      field('/approval', 'choice', { choices: modes }),
      field('/refund', 'choice', { choices: modes, name: 'refundMode' }),
    ],
  },
  {
    name: 'return-money',
    fields: [
      field('/changeOfMindPayer', 'choice', { choices: { codes: ['customer', 'merchant'], words: 'payer' } }),
      field('/labelFeeMinor', 'money'),
      ...conditions.map((condition) =>
        field(`/deductionPercent/${condition}`, 'share', { name: `deduction.${condition}` }),
      ),
    ],
  },
  {
    name: 'return-places',
    fields: [
      field('/otherDestination', 'choice', { choices: destinations }),
      field('/agreements', 'rules', {
        name: 'returnAgreements',
        columns: [
          field('/supplierId', 'supplier', { name: 'column.supplier' }),
          field('/destination', 'choice', { choices: destinations, name: 'column.destination' }),
          field('/defectPayer', 'choice', {
            choices: { codes: ['supplier', 'merchant'], words: 'payer' },
            name: 'column.defectPayer',
          }),
          field('/keepBelowMinor', 'money', { name: 'column.keepBelow' }),
        ],
      }),
    ],
  },
];
