import type { PersonalData } from '#platform';

/** Addresses of the orders' customers: what is kept by address goes while they are known. */
const theirAddresses = `address IN (SELECT unnest(ARRAY[lower(email), phone]) FROM known_orders WHERE order_id = ANY ($1))
  AND (merchant_id IS NULL OR merchant_id IN (SELECT merchant_id FROM known_orders WHERE order_id = ANY ($1)))`;

/** What notification keeps about customers: where mails go, what was in them, and what they do not want. */
export const notificationPersonalData: PersonalData = {
  requestsTakenBy: 'service',
  tables: [
    {
      ...{ table: 'suppressions', kind: 'unsubscribes', purpose: 'not writing against a wish', ground: 'consent' },
      // What one of a shop's own people wants no more of is no word of a customer.
      ofOrders: `${theirAddresses} AND template IS NULL`,
      columns: { address: 'NULL', detail: 'NULL' },
      deleted: true,
      // Who decides something on the page meanwhile waits, and finds no order any more.
      before: `SELECT FROM known_orders WHERE order_id = ANY ($1) FOR UPDATE`,
    },
    {
      ...{ table: 'consent_records', kind: 'consent-records', purpose: 'proof of consent', ground: 'legal-obligation' },
      ofOrders: `order_id = ANY ($1) OR (${theirAddresses})`,
      columns: { address: 'NULL' },
      deleted: true,
    },
    {
      ...{ table: 'effect_attempts', kind: 'mail-attempts', purpose: 'no mail twice', ground: 'contract' },
      ofOrders: `subject IN (SELECT id::text FROM notifications WHERE order_id = ANY ($1))`,
      columns: { detail: 'NULL' },
      withheld: ['payload_hash'],
    },
    {
      ...{ table: 'notifications', kind: 'notifications', purpose: 'telling the customer', ground: 'contract' },
      // What the shop's own people are told says nothing of its customers, and is no customer's to be handed out.
      ofOrders: `order_id = ANY ($1) AND audience <> 'merchant'`,
      columns: {
        recipient: `CASE WHEN audience IN ('customer', 'merchant') THEN NULL ELSE recipient END`,
        phone: `CASE WHEN audience = 'customer' THEN NULL ELSE phone END`,
        test_texts: 'NULL',
        facts: `(facts || '{"name": null, "trackingToken": null, "parcel": null}') - 'afterSales' - 'digest' - 'news' - 'exportPath'`,
      },
      // What waits is not sent any more: there is nobody to send it to.
      marks: {
        status: `CASE WHEN status = 'pending' THEN 'skipped' ELSE status END`,
        status_reason: `CASE WHEN status = 'pending' THEN 'ERASED' ELSE status_reason END`,
      },
      withheld: ['cause'],
      retention: {
        setting: 'MAIL_TEXTS_KEPT_DAYS',
        since: 'created_at',
        where: `status <> 'pending' AND test_texts IS NULL`,
      },
    },
    {
      ...{ table: 'webhook_deliveries', kind: 'merchant-webhooks', purpose: 'telling the shop', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { body: 'NULL', last_error: 'NULL' },
      deleted: true,
      // What is still to be sent goes when it is: the hour's sweep looks again.
      erasedWhere: `state <> 'queued'`,
      withheld: ['cause'],
    },
    {
      ...{ table: 'alerts', kind: 'alerts', purpose: 'telling the shop', ground: 'legitimate-interest' },
      ofOrders: 'order_id = ANY ($1)',
      columns: {
        telling: `jsonb_set(telling, '{facts}',
          (telling -> 'facts' || '{"name": null, "trackingToken": null, "parcel": null}') - 'afterSales')`,
      },
      marks: { repeat_at: 'NULL' },
    },
    {
      ...{ table: 'contact_consents', kind: 'consents', purpose: 'writing where it is wanted', ground: 'consent' },
      ofOrders: `(merchant_id, phone) IN (SELECT merchant_id, phone FROM known_orders WHERE order_id = ANY ($1))`,
      columns: { phone: 'NULL' },
      deleted: true,
    },
    {
      ...{ table: 'known_parcels', kind: 'told-parcels', purpose: 'telling the customer', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { tracking_number: `'–'` },
    },
    {
      ...{ table: 'known_orders', kind: 'told-orders', purpose: 'telling the customer', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { first_name: `'–'`, email: 'NULL', phone: 'NULL', tracking_token: `'erased'` },
      withheld: ['tracking_token'],
    },
    {
      // After the token: who subscribes meanwhile waits for it, and finds none.
      ...{
        table: 'push_subscriptions',
        kind: 'push-subscriptions',
        purpose: 'telling the customer',
        ground: 'consent',
      },
      ofOrders: 'order_id = ANY ($1)',
      columns: { endpoint: 'NULL', p256dh: 'NULL', auth: 'NULL' },
      deleted: true,
      // Who holds them can write to the device, or read what is written to it.
      withheld: ['endpoint', 'p256dh', 'auth'],
      retention: { setting: 'WEB_PUSH_KEPT_DAYS', since: 'used_at' },
    },
  ],
  harmless: {
    'known_merchants.*': 'the shop, no customer',
    'known_suppliers.*': 'companies',
    'notification_rules.*': 'written by the merchant about events',
    'message_templates.*': 'written by the merchant for all customers',
    'merchant_contacts.*': 'people of the shop, no customer',
    'merchant_contact_changes.*': 'people of the shop, addresses masked',
    'webhook_endpoints.*': 'the shop, no customer',
    'webhook_attempts.answer': 'goes with its delivery',
    'notifications.message_id': 'an id and the host name',
    'alerts.acknowledged_by': 'the key of an operator',
  },
};
