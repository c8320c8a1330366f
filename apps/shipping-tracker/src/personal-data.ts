import type { PersonalData } from '#platform';

const theirShipments = 'SELECT id FROM shipments WHERE order_id = ANY ($1)';

/** What shipping-tracker keeps about customers: whom the page greets, and what carriers say of where the parcel is. */
export const shippingTrackerPersonalData: PersonalData = {
  keepLanguage: 'UPDATE tracked_orders SET language = $2 WHERE order_id = $1',
  tables: [
    {
      ...{ table: 'carrier_refusals', kind: 'carrier-refusals', purpose: 'mending carriers', ground: 'contract' },
      ofOrders: `last_number IN (SELECT tracking_number FROM shipments WHERE order_id = ANY ($1))`,
      columns: { last_number: 'NULL', last_detail: `'–'` },
    },
    {
      ...{ table: 'unmatched_checkpoints', kind: 'unmatched-checkpoints', purpose: 'tracking', ground: 'contract' },
      ofOrders: `tracking_key IN (SELECT tracking_key FROM shipments WHERE order_id = ANY ($1))`,
      columns: { tracking_key: 'NULL', description: 'NULL', place: 'NULL' },
      deleted: true,
    },
    {
      ...{ table: 'checkpoints', kind: 'checkpoints', purpose: 'tracking', ground: 'contract' },
      ofOrders: `shipment_id IN (${theirShipments})`,
      columns: { description: 'NULL', place: 'NULL' },
    },
    {
      ...{ table: 'shipments', kind: 'shipments', purpose: 'tracking', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: {
        tracking_number: `'erased-' || id`,
        tracking_key: `'erased-' || id`,
        place: 'NULL',
        poll_digest: 'NULL',
      },
    },
    {
      ...{ table: 'tracked_orders', kind: 'tracking-pages', purpose: 'tracking', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: {
        first_name: `'–'`,
        city: 'NULL',
        // Unguessable again: whoever has the old link finds no page.
        tracking_token: `CASE WHEN first_name = '–' AND tracking_token LIKE 'erased-%' THEN tracking_token
                              ELSE 'erased-' || gen_random_uuid() END`,
      },
      withheld: ['tracking_token'],
    },
  ],
  blockers: [
    {
      code: 'PARCEL_ON_THE_WAY',
      sql: `SELECT order_id, id AS subject_id FROM shipments
            WHERE order_id = ANY ($1) AND status NOT IN ('delivered', 'returned', 'cancelled', 'expired')`,
    },
  ],
  harmless: {
    'carrier_unknown_codes.*': 'codes and phrases of carriers, counted over all parcels',
    'effect_attempts.*': 'shipping-tracker makes no calls that need a record',
  },
};
