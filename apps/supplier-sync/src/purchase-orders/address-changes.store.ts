import type { EntityManager } from 'typeorm';
import type { PostalAddress } from '#contracts';
import type { PurchaseOrder } from './purchase-order.entity.js';

/** Writes what a supplier was asked, or said, about the address. */
export async function saveAddressChange(tx: EntityManager, purchaseOrder: PurchaseOrder): Promise<void> {
  const { id, shipTo, addressChange, addressAnswerDueAt } = purchaseOrder;
  await tx.query(
    `UPDATE purchase_orders SET ship_to = $2, address_change = $3, address_answer_due_at = $4, updated_at = now()
     WHERE id = $1`,
    [id, json(shipTo), json(addressChange), addressAnswerDueAt],
  );
}

/** One purchase order goes elsewhere; its supplier does not have it yet. */
export async function sendElsewhere(tx: EntityManager, id: string, shipTo: PostalAddress): Promise<void> {
  await tx.query(`UPDATE purchase_orders SET ship_to = $2, updated_at = now() WHERE id = $1`, [id, json(shipTo)]);
}

/** Purchase orders that are made while suppliers are asked go to the new address at once. */
export async function beginOrderChange(
  tx: EntityManager,
  orderId: string,
  { changeId, shippingAddress }: { changeId: string; shippingAddress: PostalAddress },
): Promise<void> {
  await tx.query(`UPDATE ship_tos SET change_id = $2, change_to = $3 WHERE order_id = $1`, [
    ...[orderId, changeId, json(shippingAddress)],
  ]);
}

/** The order goes to another address from here on; purchase orders that do not come along keep the one before. */
export async function moveOrder(tx: EntityManager, orderId: string, shipTo: PostalAddress): Promise<void> {
  await tx.query(
    `UPDATE purchase_orders p SET ship_to = s.ship_to FROM ship_tos s
     WHERE p.order_id = $1 AND s.order_id = $1 AND p.ship_to IS NULL`,
    [orderId],
  );
  await tx.query(`UPDATE ship_tos SET ship_to = $2, change_id = NULL, change_to = NULL WHERE order_id = $1`, [
    ...[orderId, json(shipTo)],
  ]);
}

/** The order stays where it is. */
export async function dropOrderChange(tx: EntityManager, orderId: string, changeId: string): Promise<void> {
  await tx.query(`UPDATE ship_tos SET change_id = NULL, change_to = NULL WHERE order_id = $1 AND change_id = $2`, [
    ...[orderId, changeId],
  ]);
}

const json = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));
