import type { EntityManager } from 'typeorm';
import type { ChannelType } from '../suppliers/supplier.entity.js';

/** The purchase order that a channel carries. */
export interface ChanneledPurchaseOrder {
  readonly id: string;
  readonly supplierId: string;
}

/** Why a purchase order is taken back. */
export type Withdrawal = 'cancelled' | 'expired';

/**
 * How purchase orders reach one kind of supplier. Both methods write into the caller's transaction and call
 * nobody: what they begin survives a crash, and happens only if the transaction commits. A purchase order
 * becomes `sent` later, when the supplier's side provably has it.
 */
export interface SupplierChannelPort {
  readonly type: ChannelType;
  /** A new purchase order shall reach the supplier. */
  announce(tx: EntityManager, purchaseOrders: readonly ChanneledPurchaseOrder[]): Promise<void>;
  /** Whether the supplier may know the purchase order, though nobody can tell yet. Holds off a call until the commit. */
  mayHaveReached(tx: EntityManager, purchaseOrderId: string): Promise<boolean>;
  /** The supplier shall say whether what has not left can go to another address. */
  askAddress(tx: EntityManager, purchaseOrder: ChanneledPurchaseOrder, changeId: string): Promise<void>;
  /** What has not left shall not leave. A supplier that never heard of the purchase order is not bothered. */
  withdraw(tx: EntityManager, purchaseOrder: ChanneledPurchaseOrder, why: Withdrawal): Promise<void>;
}
