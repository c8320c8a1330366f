import type { PersonalData, PersonalTable } from '#platform';
import { customersSql, FACTS_LOCK, numberSql } from './insight/projection/fact-tables.js';

/** Whose orders are erased. */
const THEIRS = 'person IN (SELECT person FROM order_persons WHERE order_id = ANY ($1))';

/** For figures about customers: the pseudonym that orders of one person have in common. */
const figures = {
  kind: 'customer-figures',
  purpose: 'counting customers',
  ground: 'legitimate-interest',
  withheld: ['person'],
} as const satisfies Partial<PersonalTable>;

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
    {
      ...figures,
      table: 'order_facts',
      ofOrders: 'order_id = ANY ($1)',
      columns: { person: 'NULL', nth: 'NULL', next_placed_at: 'NULL' },
      // Facts that are being made know the pseudonym from before: they come first, or find none any more.
      before: `SELECT pg_advisory_xact_lock(${String(FACTS_LOCK)}) WHERE $1::uuid[] IS NOT NULL`,
    },
    {
      ...figures,
      table: 'customer_facts',
      ofOrders: THEIRS,
      columns: { person: 'NULL' },
      deleted: true,
      // A person of whom the retention took only the older orders keeps the sums of the others.
      before: customersSql(THEIRS),
      erasedWhere: `NOT EXISTS (SELECT FROM order_facts o WHERE o.person = customer_facts.person
                                   AND o.currency = customer_facts.currency AND o.is_purchase)`,
    },
    {
      ...figures,
      table: 'order_persons',
      ofOrders: 'order_id = ANY ($1)',
      columns: { person: 'NULL' },
      deleted: true,
      before: numberSql(THEIRS),
    },
  ],
  harmless: {
    'order_progress.facts': 'states and ids',
    'merchants.*': 'the shop, no customer',
    'audit_entries.*': 'what people of the shop did: ids and counts',
  },
};
