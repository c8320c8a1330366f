import type { PersonalData } from '#platform';

/** What the console keeps about customers: little, because events are masked when they come in. */
export const consolePersonalData: PersonalData = {
  requestsTakenBy: 'service',
  tables: [
    {
      ...{ table: 'events', kind: 'recorded-events', purpose: 'explaining orders', ground: 'legitimate-interest' },
      ofOrders: 'order_id = ANY ($1)',
      columns: {
        data: `data - '{customer,shippingAddress,description,place,text,detail,labelUrl,instructions,trackingNumber,
                        parcels,link,contactEmail,reason,answer}'::text[]`,
        summary_parameters: `summary_parameters - '{trackingNumber,place}'::text[]`,
      },
      withheld: ['xid', 'seq'],
    },
    {
      ...{
        table: 'order_progress',
        kind: 'order-progress',
        purpose: 'explaining orders',
        ground: 'legitimate-interest',
      },
      ofOrders: 'order_id = ANY ($1)',
      columns: {},
    },
  ],
  harmless: {
    'order_progress.facts': 'states and ids',
    'merchants.*': 'the shop, no customer',
    'audit_entries.*': 'what people of the shop did: ids and counts',
  },
};
