import type { Actor } from '#platform';
import { forbidden, merchantScope } from '#platform';
import type { PurchaseOrder } from './purchase-order.entity.js';

/** Whose purchase orders somebody sees; null means no limit of that kind. */
export interface PurchaseOrderScope {
  readonly merchantId: string | null;
  readonly supplierId: string | null;
}

/** A supplier sees only its own, a merchant its own, an operator all or one merchant's. */
export function scopeOf(actor: Actor, requestedMerchantId?: string): PurchaseOrderScope {
  if (actor.role === 'supplier' && actor.supplierId === null) {
    throw forbidden('FORBIDDEN', 'This key belongs to no supplier.');
  }
  return { merchantId: merchantScope(actor, requestedMerchantId), supplierId: actor.supplierId };
}

export const isInScope = (purchaseOrder: PurchaseOrder, scope: PurchaseOrderScope): boolean =>
  (scope.merchantId === null || scope.merchantId === purchaseOrder.merchantId) &&
  (scope.supplierId === null || scope.supplierId === purchaseOrder.supplierId);
