import type { PersonalData } from '#platform';

const ofTheirPurchaseOrders = 'IN (SELECT id FROM purchase_orders WHERE order_id = ANY ($1))';

/** What supplier-sync keeps about customers: where suppliers send parcels to. */
export const supplierSyncPersonalData: PersonalData = {
  tables: [
    {
      ...{ table: 'ship_tos', kind: 'ship-to-addresses', purpose: 'delivery by the supplier', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { ship_to: 'NULL', change_to: 'NULL' },
    },
    {
      ...{ table: 'purchase_orders', kind: 'purchase-orders', purpose: 'delivery by the supplier', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { ship_to: 'NULL', address_change: 'NULL' },
    },
    {
      ...{ table: 'supplier_messages', kind: 'supplier-messages', purpose: 'no answer twice', ground: 'contract' },
      ofOrders: `purchase_order_id ${ofTheirPurchaseOrders}`,
      columns: { answer: `(answer::jsonb - 'parcels')::json` },
      withheld: ['body_hash'],
    },
    {
      ...{ table: 'parcels', kind: 'supplier-parcels', purpose: 'delivery', ground: 'contract' },
      ofOrders: `purchase_order_id ${ofTheirPurchaseOrders}`,
      columns: { tracking_number: `'–'` },
    },
    {
      ...{ table: 'deliveries', kind: 'supplier-webhooks', purpose: 'telling the supplier', ground: 'contract' },
      ofOrders: `purchase_order_id ${ofTheirPurchaseOrders}`,
      columns: { last_error: 'NULL' },
      withheld: ['cause', 'webhook_id'],
    },
    {
      ...{ table: 'effect_attempts', kind: 'supplier-calls', purpose: 'no call twice', ground: 'contract' },
      ofOrders: `subject IN (SELECT id::text FROM purchase_orders WHERE order_id = ANY ($1))`,
      columns: { detail: 'NULL' },
      withheld: ['payload_hash'],
    },
  ],
  harmless: {
    'purchase_orders.address_answer_due_at': 'a time',
    'supplier_messages.body_hash': 'a hash of what a supplier sent',
    'suppliers.*': 'companies',
    'purchase_order_lines.title': 'the goods',
  },
};
