import type { SkuSuppliers, SupplierGroup } from './routing-policy.js';

/** Whether a policy's word for SKUs means this one. */
export const namesSku = (words: readonly string[], sku: string): boolean =>
  words.some((word) => (word.endsWith('*') ? sku.startsWith(word.slice(0, -1)) : word === sku));

/** Whether a policy's words for suppliers mean this one; `@name` means every supplier of that group. */
export const namesSupplier = (words: readonly string[], code: string, groups: readonly SupplierGroup[]): boolean =>
  words.some((word) =>
    word.startsWith('@')
      ? groups.some((group) => group.name === word.slice(1) && group.suppliers.includes(code))
      : word === code,
  );

/** Whether rules that name the SKU all name the supplier too; true when no rule is about the SKU. */
export const mayShip = (
  rules: readonly SkuSuppliers[],
  sku: string,
  code: string,
  groups: readonly SupplierGroup[],
): boolean => rules.every((rule) => !namesSku(rule.skus, sku) || namesSupplier(rule.suppliers, code, groups));
