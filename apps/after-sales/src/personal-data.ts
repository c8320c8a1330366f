import type { PersonalData } from '#platform';

const complaintsOfOrders = 'SELECT id FROM complaints WHERE order_id = ANY ($1)';
const returnsOfOrders = 'SELECT id FROM returns WHERE order_id = ANY ($1)';
const claimsOfOrders = 'SELECT id FROM claims WHERE order_id = ANY ($1)';

const withoutDetail = (column: string): string =>
  `CASE WHEN ${column} ? 'detail' THEN ${column} || '{"detail": null}' ELSE ${column} END`;

/** Sixteen bytes are nobody's SHA-256: no token, link or address leads here any more. */
const nobodys = (id: string): string => `uuid_send(${id})`;

/** What after-sales keeps about customers: what they wrote and showed. Scores, sums and states stay. */
export const afterSalesPersonalData: PersonalData = {
  keepLanguage: 'UPDATE orders SET language = $2 WHERE order_id = $1',
  tables: [
    {
      ...{ table: 'idempotency_keys', kind: 'remembered-answers', purpose: 'nothing twice', ground: 'contract' },
      ofOrders: `response ->> 'orderId' = ANY ($1::text[])`,
      columns: { response: 'NULL' },
      deleted: true,
      withheld: ['request_hash'],
    },
    {
      ...{ table: 'complaint_messages', kind: 'complaint-messages', purpose: 'complaints', ground: 'contract' },
      ofOrders: `complaint_id IN (${complaintsOfOrders})`,
      columns: { text: `'–'`, mail_id: 'NULL' },
      retention: {
        setting: 'CONVERSATIONS_KEPT_DAYS',
        since: 'written_at',
        // From the end of the conversation on, not from each message: what was said last year may be talked about today.
        where: `complaint_id IN (SELECT c.id FROM complaints c LEFT JOIN complaints i ON i.id = c.merged_into
          WHERE c.status IN ('solved', 'merged')
            AND coalesce(c.solved_at, i.solved_at) < now() - make_interval(days => $1))`,
      },
    },
    {
      ...{ table: 'complaints', kind: 'complaints', purpose: 'complaints', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: {},
    },
    {
      ...{ table: 'wishes', kind: 'wishes', purpose: 'what the customer wants changed', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { city: 'NULL' },
    },
    {
      ...{ table: 'claim_photos', kind: 'photos', purpose: 'claims against suppliers', ground: 'contract' },
      ofOrders: `claim_id IN (${claimsOfOrders})`,
      columns: { sha256: 'NULL' },
      deleted: true,
      // The pictures are files: they go when no claim shows them any more.
      before: `INSERT INTO photos_to_delete (sha256) SELECT sha256 FROM claim_photos
               WHERE claim_id IN (${claimsOfOrders}) ON CONFLICT DO NOTHING`,
    },
    {
      ...{ table: 'complaint_photos', kind: 'complaint-photos', purpose: 'seeing what is wrong', ground: 'contract' },
      ofOrders: `complaint_id IN (${complaintsOfOrders})`,
      columns: { sha256: 'NULL' },
      deleted: true,
      before: `INSERT INTO photos_to_delete (sha256) SELECT sha256 FROM complaint_photos
               WHERE complaint_id IN (${complaintsOfOrders}) ON CONFLICT DO NOTHING`,
    },
    {
      ...{ table: 'claims', kind: 'claims', purpose: 'claims against suppliers', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { note: 'NULL', decision: withoutDetail('decision') },
    },
    {
      ...{ table: 'withdrawals', kind: 'withdrawals', purpose: 'right of withdrawal', ground: 'legal-obligation' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { name: `'–'`, contact_email: 'NULL' },
    },
    {
      ...{ table: 'return_parcels', kind: 'return-parcels', purpose: 'returns', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { tracking_number: 'NULL', label_url: 'NULL', instructions: 'NULL' },
    },
    {
      ...{ table: 'return_receipts', kind: 'return-receipts', purpose: 'returns', ground: 'contract' },
      ofOrders: `return_id IN (${returnsOfOrders})`,
      columns: {},
    },
    {
      ...{ table: 'returns', kind: 'returns', purpose: 'returns', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: {
        note: 'NULL',
        refusal: withoutDetail('refusal'),
        withdrawal: `CASE WHEN withdrawal IS NULL THEN NULL
                          ELSE withdrawal || '{"name": "–", "contactEmail": null}' END`,
      },
    },
    {
      ...{ table: 'refunds', kind: 'refunds', purpose: 'returns', ground: 'legal-obligation' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { reason: 'NULL' },
      withheld: ['cause'],
    },
    {
      ...{ table: 'effect_attempts', kind: 'refund-attempts', purpose: 'no refund twice', ground: 'contract' },
      ofOrders: `subject IN (SELECT id::text FROM refunds WHERE order_id = ANY ($1))`,
      columns: { detail: 'NULL' },
      withheld: ['payload_hash'],
    },
    {
      ...{ table: 'surveys', kind: 'surveys', purpose: 'satisfaction', ground: 'legitimate-interest' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { comment: 'NULL', customer_sha256: nobodys('order_id'), link_sha256: nobodys('id') },
      withheld: ['customer_sha256', 'link_sha256'],
    },
    {
      ...{ table: 'reviews', kind: 'reviews', purpose: 'published reviews', ground: 'consent' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { text: `'–'`, reason: 'NULL', answer: 'NULL' },
    },
    {
      ...{ table: 'orders', kind: 'after-sales-orders', purpose: 'returns and complaints', ground: 'contract' },
      ofOrders: 'order_id = ANY ($1)',
      columns: { customer_sha256: 'NULL', token_sha256: nobodys('order_id') },
      withheld: ['customer_sha256', 'token_sha256'],
    },
  ],
  blockers: [
    {
      code: 'RETURN_OPEN',
      sql: `SELECT order_id, id AS subject_id FROM returns WHERE order_id = ANY ($1) AND status IN
              ('requested', 'approved', 'label_issued', 'in_transit', 'received', 'refunding')`,
    },
    {
      code: 'REFUND_OPEN',
      sql: `SELECT order_id, id AS subject_id FROM refunds WHERE order_id = ANY ($1) AND status <> 'completed'`,
    },
    {
      code: 'COMPLAINT_OPEN',
      sql: `SELECT order_id, id AS subject_id FROM complaints
            WHERE order_id = ANY ($1) AND status IN ('open', 'answered')`,
    },
    {
      code: 'CLAIM_OPEN',
      sql: `SELECT order_id, id AS subject_id FROM claims
            WHERE order_id = ANY ($1) AND status IN ('open', 'accepted', 'disputed')`,
    },
  ],
  harmless: {
    'return_receipts.content': 'units and their condition',
    'return_policies.*': 'written by the merchant for all customers',
    'complaint_settings.*': 'written by the merchant for all customers',
    'complaint_macros.*': 'written by the merchant for all customers',
    'incidents.*': 'goods and carriers, told to all who are concerned',
    'photos_to_delete.*': 'names of files that are about to go',
  },
};
