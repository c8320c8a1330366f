import type { Database } from '../database.js';

/** Units of a return, by line. */
export interface ReturnLine {
  readonly id: string;
  readonly orderLineId: string;
  readonly quantity: number;
  readonly supplierId: string | null;
  readonly destination: string;
  readonly received: readonly { readonly quantity: number; readonly condition: string }[];
}

export interface ReturnRow {
  readonly id: string;
  readonly externalId: string;
  readonly channel: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly lines: readonly ReturnLine[];
}

export interface ComplaintRow {
  readonly id: string;
  readonly status: string;
  /** What the customer wrote. */
  readonly texts: readonly string[];
}

export interface ClaimRow {
  readonly id: string;
  readonly status: string;
  readonly returnId: string | null;
  readonly complaintId: string | null;
  readonly externalId: string;
  readonly supplierId: string;
  readonly creditNotes: readonly { readonly number: string; readonly amountMinor: number }[];
}

export interface RefundRow {
  readonly id: string;
  readonly externalId: string;
  readonly returnId: string | null;
  readonly status: string;
  readonly amountMinor: string;
}

export interface SurveyRow {
  /** SHA-256 of the link, hexadecimal. */
  readonly linkSha256: string;
  readonly score: number | null;
}

/** What after-sales has on record at the end of a run. */
export interface AfterSalesRows {
  readonly returns: readonly ReturnRow[];
  readonly complaints: readonly ComplaintRow[];
  readonly claims: readonly ClaimRow[];
  readonly refunds: readonly RefundRow[];
  readonly surveys: readonly SurveyRow[];
}

/** From its own tables: what it shows to somebody may leave out what went wrong. */
export async function readAfterSales(db: Database): Promise<AfterSalesRows> {
  return {
    returns: await db.rows<ReturnRow>(
      `SELECT r.id, o.external_id AS "externalId", r.channel, r.status, r.outcome,
              (SELECT jsonb_agg(jsonb_build_object('id', l.id, 'orderLineId', l.order_line_id, 'quantity', l.quantity,
                                'supplierId', l.supplier_id, 'destination', l.destination, 'received', l.received))
                 FROM return_lines l WHERE l.return_id = r.id) AS lines
         FROM returns r JOIN orders o USING (order_id)`,
    ),
    complaints: await db.rows<ComplaintRow>(
      `SELECT c.id, c.status, ARRAY(SELECT m.text FROM complaint_messages m
                WHERE m.complaint_id = c.id AND m.author = 'customer') AS texts FROM complaints c`,
    ),
    claims: await db.rows<ClaimRow>(
      `SELECT c.id, c.status, c.return_id AS "returnId", c.complaint_id AS "complaintId", o.external_id AS "externalId",
              c.supplier_id AS "supplierId",
              (SELECT coalesce(jsonb_agg(jsonb_build_object('number', n.number, 'amountMinor', n.amount_minor)), '[]')
                 FROM credit_notes n WHERE n.claim_id = c.id) AS "creditNotes"
         FROM claims c JOIN orders o USING (order_id)`,
    ),
    refunds: await db.rows<RefundRow>(
      `SELECT r.id, o.external_id AS "externalId", r.return_id AS "returnId", r.status, r.amount_minor AS "amountMinor"
         FROM refunds r JOIN orders o USING (order_id)`,
    ),
    surveys: await db.rows<SurveyRow>(`SELECT encode(link_sha256, 'hex') AS "linkSha256", score FROM surveys`),
  };
}
