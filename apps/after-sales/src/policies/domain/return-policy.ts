import type { ReceivedCondition, ReturnDestination } from '#contracts';

/** What was agreed with one supplier about what comes back. */
export interface SupplierAgreement {
  readonly supplierId: string;
  readonly destination: ReturnDestination;
  /** Who pays the way back of goods that were wrong or broken. */
  readonly defectPayer: 'supplier' | 'merchant';
  /** Goods below this price are not worth the way: the customer keeps them. 0: never. */
  readonly keepBelowMinor: number;
}

/** Goods that a customer may take instead of others of the same group. */
export interface ExchangeGroup {
  /** Of the prices; null where no good has one. */
  readonly currency: string | null;
  readonly goods: readonly {
    readonly sku: string;
    readonly title: string;
    /** Null: for what was paid for the goods that come back. */
    readonly unitPriceMinor: number | null;
  }[];
}

/** How a merchant takes goods back. Data: versioned, and pinned to an order when it is placed. */
export interface ReturnPolicy {
  /** From delivery of the last parcel; 0: nothing beyond the law. */
  readonly windowDays: number;
  /** SKUs that are taken back only when they are wrong or broken; `*` stands for any text. */
  readonly excludedSkus: readonly string[];
  /** Who pays the way back when the customer changed its mind, where the law leaves it open. */
  readonly changeOfMindPayer: 'customer' | 'merchant';
  /** Taken off the refund of a return whose label the customer pays, in minor units of the order. */
  readonly labelFeeMinor: number;
  /** Whether what the clauses allow is approved at once or waits for a person. */
  readonly approval: 'automatic' | 'manual';
  /** Whether a refund follows a complete receipt at once or waits for a person. */
  readonly refund: 'automatic' | 'manual';
  /** Days until approved goods must have come back. */
  readonly approvalDays: number;
  /** What is taken off by the condition in which goods come back, percent of what was paid. */
  readonly deductionPercent: Readonly<Record<ReceivedCondition, number>>;
  readonly agreements: readonly SupplierAgreement[];
  /** Where goods go of suppliers without an agreement. */
  readonly otherDestination: ReturnDestination;
  /** Whether customers may ask by themselves for the same goods again instead of their money. */
  readonly exchangeSame: boolean;
  /** What else they may ask for: variants of one product, mostly. */
  readonly exchangeGroups: readonly ExchangeGroup[];
}

/** What holds for a merchant that has written no policy. Its version is 1. */
export const DEFAULT_POLICY_VERSION = 1;
export const defaultReturnPolicy: ReturnPolicy = {
  windowDays: 14,
  excludedSkus: [],
  changeOfMindPayer: 'customer',
  labelFeeMinor: 0,
  approval: 'automatic',
  refund: 'automatic',
  approvalDays: 21,
  deductionPercent: { as_new: 0, opened: 0, used: 30, damaged: 50, incomplete: 30, wrong_item: 100 },
  agreements: [],
  otherDestination: 'supplier',
  exchangeSame: true,
  exchangeGroups: [],
};

/** The agreement with the supplier of a line, or what holds without one. */
export function agreementWith(policy: ReturnPolicy, supplierId: string | null): Omit<SupplierAgreement, 'supplierId'> {
  const known = policy.agreements.find((agreement) => agreement.supplierId === supplierId);
  return known ?? { destination: policy.otherDestination, defectPayer: 'merchant', keepBelowMinor: 0 };
}

/** Whether a pattern names the SKU. `*` stands for any text; upper and lower case are different. */
export function isExcluded(policy: ReturnPolicy, sku: string): boolean {
  return policy.excludedSkus.some((pattern) => matches(pattern, sku));
}

/** Part by part, never by a regular expression: a pattern of many stars must not take longer than a few. */
function matches(pattern: string, sku: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return pattern === sku;
  if (!sku.startsWith(first) || !sku.endsWith(last) || sku.length < first.length + last.length) return false;
  let from = first.length;
  const end = sku.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const at = sku.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}
