import type { FactSource } from './measure.js';

const merchant = { sql: 'merchant_id' };
const country = { sql: 'country' };
const supplier = { sql: 'supplier_id' };
const suppliers = { sql: 'suppliers', isList: true } as const;
const sku = { sql: 'sku' };
const skus = { sql: 'skus', isList: true } as const;
const carrier = { sql: 'carrier' };
const carriers = { sql: 'carriers', isList: true } as const;

export const orders: FactSource = {
  from: 'order_facts',
  columns: { merchant, country, supplier: suppliers, sku: skus, carrier: carriers },
};

export const customers: FactSource = { from: 'customer_facts', columns: { merchant, country } };

export const units: FactSource = {
  from: 'unit_facts',
  columns: { merchant, country, supplier, sku, carrier: carriers },
};

export const returns: FactSource = {
  from: 'return_facts',
  columns: { merchant, country, supplier, sku, carrier: carriers, reason: { sql: 'reason' } },
};

export const parcels: FactSource = {
  from: 'parcel_facts',
  columns: { merchant, country, supplier, sku: skus, carrier },
};

export const complaints: FactSource = {
  from: 'complaint_facts',
  columns: {
    ...{ merchant, country, supplier, sku, carrier },
    ...{ type: { sql: 'type' }, cause: { sql: 'cause' }, party: { sql: 'party_at_fault' } },
  },
};

export const claims: FactSource = {
  from: 'claim_facts',
  columns: { merchant, country, supplier, sku: skus, type: { sql: 'type' } },
};

export const surveys: FactSource = {
  from: 'survey_facts',
  columns: { merchant, country, supplier: suppliers, sku: skus, carrier: carriers },
};

/** Days on which a store said how many sessions it had, and the orders of its merchant on them. */
export const visits: FactSource = {
  from: `(
    SELECT s.merchant_id, s.day, s.sessions, coalesce(o.orders, 0) AS orders
    FROM (SELECT merchant_id, day, sum(sessions)::bigint AS sessions FROM store_sessions WHERE {range} GROUP BY 1, 2) s
    LEFT JOIN (SELECT merchant_id, day, count(*) AS orders FROM order_facts WHERE {range} AND is_purchase
               GROUP BY 1, 2) o USING (merchant_id, day)) AS visits`,
  columns: { merchant },
};
