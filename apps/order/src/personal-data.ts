import type { PersonalData } from '#platform';

/** What takes the place of a customer: the language says nothing about who it was, and old orders keep their shape. */
const nobody = `jsonb_build_object('name', '–', 'email', NULL, 'phone', NULL, 'language', customer -> 'language')`;

/** The country stays: tax and law of the sale go by it. */
const nowhere = `CASE WHEN shipping_address IS NULL THEN NULL ELSE jsonb_build_object('name', '–', 'line1', '–',
  'line2', NULL, 'district', NULL, 'city', '–', 'region', NULL, 'postalCode', NULL,
  'country', shipping_address -> 'country', 'phone', NULL) END`;

/** What the order service keeps about customers. Lines, amounts, dates and the country stay: they are bookkeeping. */
export const orderPersonalData: PersonalData = {
  requestsTakenBy: 'service',
  // Of all orders of the same customer: the one e-mail address, or without one the same phone.
  keepLanguage: `
    UPDATE orders o SET customer = jsonb_set(o.customer, '{language}', to_jsonb($2::text)) FROM orders s
    WHERE s.id = $1 AND o.merchant_id = s.merchant_id AND o.anonymised_at IS NULL
      AND (o.customer_email = s.customer_email
        OR (s.customer_email IS NULL AND o.customer_email IS NULL AND o.customer_phone = s.customer_phone))`,
  tables: [
    {
      ...{ table: 'store_deliveries', kind: 'store-messages', purpose: 'taking orders in', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { body: `''::bytea`, detail: 'NULL' },
      retention: { setting: 'STORE_MESSAGES_KEPT_DAYS', since: 'received_at', where: `state <> 'received'` },
    },
    {
      ...{ table: 'idempotency_keys', kind: 'remembered-answers', purpose: 'no order twice', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { response: 'NULL' },
      deleted: true,
      withheld: ['request_hash'],
    },
    {
      ...{ table: 'parcels', kind: 'parcels', purpose: 'delivery', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { tracking_number: 'NULL' },
    },
    {
      ...{ table: 'orders', kind: 'orders', purpose: 'performing the sale', ground: 'contract' },
      ofOrders: 'id = ANY ($1)',
      columns: {
        customer: nobody,
        shipping_address: nowhere,
        address_change: 'NULL',
        // Unguessable again: whoever has the old link gets nothing.
        tracking_token: `CASE WHEN anonymised_at IS NULL THEN 'erased-' || gen_random_uuid() ELSE tracking_token END`,
        note: 'NULL',
        cancel_note: 'NULL',
      },
      marks: { anonymised_at: 'coalesce(anonymised_at, now())' },
      withheld: ['tracking_token', 'cause', 'customer_email', 'customer_phone'],
    },
    {
      ...{ table: 'order_lines', kind: 'order-lines', purpose: 'performing the sale', ground: 'legal-obligation' },
      ofOrders: 'order_id = ANY ($1)',
      columns: {},
    },
  ],
  blockers: [
    {
      code: 'ORDER_OPEN',
      sql: `SELECT id AS order_id, id AS subject_id FROM orders
            WHERE id = ANY ($1) AND status NOT IN ('delivered', 'cancelled')`,
    },
  ],
  harmless: {
    'orders.customer_email': 'made from orders.customer, gone with it',
    'orders.customer_phone': 'made from orders.customer, gone with it',
    'order_lines.title': 'the goods',
    'merchants.*': 'the shop, no customer',
    'stores.*': 'the shop, no customer',
    'suppliers.*': 'companies',
    'routing_policies.*': 'written by the merchant about suppliers',
    'routing_decisions.*': 'suppliers, goods and the country',
    'routing_reroutes.*': 'ids',
    'routing_reroute_items.detail': 'why no supplier was found',
    'customer_secrets.*': 'the key of the proofs',
    'routing_simulations.*': 'suppliers and goods',
    'customers.*': 'erased by the customers feature, which keeps the proof',
    'customer_requests.*': 'the proof: ids, counts, a keyed hash; reasons are written by the merchant',
    'customer_answers.*': 'counts, and what is sealed until the export is made',
  },
};
