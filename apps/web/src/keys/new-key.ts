import type { NewKey } from '../api/console.js';
import type { Role } from '../api/types.js';

/** What a person has filled in about a new key. */
export interface KeyDraft {
  role: Role;
  merchantId: string;
  supplierId: string;
  /** A day, or empty for a key that does not expire. */
  expiresOn: string;
}

interface Merchant {
  id: string;
}

interface Supplier {
  id: string;
  merchantId: string;
}

/**
 * The request for a key, or null while it is not complete. Nothing chosen means the first of the list, which
 * is what the field shows.
 */
export function newKeyOf(
  draft: KeyDraft,
  merchants: readonly Merchant[],
  suppliers: readonly Supplier[],
): NewKey | null {
  const expiry = draft.expiresOn === '' ? {} : { expiresAt: `${draft.expiresOn}T23:59:59Z` };
  if (draft.role === 'operator') return { role: 'operator', ...expiry };
  if (draft.role === 'merchant') {
    const merchant = merchants.find(({ id }) => id === draft.merchantId) ?? merchants[0];
    return merchant ? { role: 'merchant', merchantId: merchant.id, ...expiry } : null;
  }
  const supplier = suppliers.find(({ id }) => id === draft.supplierId) ?? suppliers[0];
  if (!supplier) return null;
  return { role: 'supplier', merchantId: supplier.merchantId, supplierId: supplier.id, ...expiry };
}
