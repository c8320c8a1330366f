import { KervanProcess } from '../harness/kervan-process.js';
import { Shop } from './shop.js';

export const MUG = 'MUG-BAD-INPUT';
export const JSON_TYPE = { 'content-type': 'application/json' };

/** A silent shop without the demo's world, with mugs in stock: whatever happens in it, a test did. */
export async function startBadInputShop(): Promise<Shop> {
  const env = { ORDERS_PER_MINUTE: '0', LOG_LEVEL: 'fatal' };
  const shop = new Shop(await KervanProcess.start({ mode: 'all-in-one', demo: false, env }));
  await shop.addSupplier('s1', 1_000, { [MUG]: { quantity: 1_000, cost: '40.00' } });
  return shop;
}
