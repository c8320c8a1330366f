import type { EntityManager } from 'typeorm';
import type {
  IntakeChannel,
  ReceivedCondition,
  ReturnClause,
  ReturnDestination,
  ReturnKind,
  ReturnPayer,
  ReturnReason,
} from '#contracts';
import type { AssessedLine } from './domain/assess-return.js';
import type { AllocatedUnits } from './domain/allocate-units.js';
import type { ExchangeGoods } from './domain/exchange-goods.js';
import { voidStatuses, type ReturnStatus } from './domain/return-state.js';

/** Units that came, and how. */
export interface ReceivedUnits {
  readonly reference: string;
  readonly condition: ReceivedCondition;
  readonly quantity: number;
}

/** An exchange's goods, and the order they became. */
export interface Exchange {
  readonly lines: readonly ExchangeGoods[];
  readonly orderId: string | null;
  /** What had to be paid for the goods beyond what came back; absent until it is known. */
  readonly dueMinor?: number;
}

/** What the customer declared: only what the law lets us ask. */
export interface WithdrawalStatement {
  readonly withdrawalId: string;
  readonly name: string;
  readonly contactEmail: string | null;
  readonly declaredAt: string;
}

export interface ReturnRow {
  readonly id: string;
  readonly number: string;
  readonly merchant_id: string;
  readonly order_id: string;
  readonly kind: ReturnKind;
  readonly channel: IntakeChannel;
  readonly status: ReturnStatus;
  readonly policy_version: number;
  readonly assessment: readonly AssessedLine[];
  readonly note: string | null;
  readonly refusal: { readonly clause: ReturnClause; readonly detail: string | null } | null;
  readonly withdrawal: WithdrawalStatement | null;
  readonly exchange: Exchange | null;
  readonly outcome: string | null;
  readonly requested_at: Date;
  readonly expires_at: Date | null;
  readonly closed_at: Date | null;
  /** Since when it stands in its status. */
  readonly status_since: Date;
}

export interface ReturnLineRow {
  readonly id: string;
  readonly return_id: string;
  readonly order_line_id: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason_code: ReturnReason | null;
  readonly supplier_id: string | null;
  readonly purchase_order_id: string | null;
  readonly clause: ReturnClause;
  readonly destination: ReturnDestination;
  readonly payer: ReturnPayer;
  readonly received: readonly ReceivedUnits[];
  readonly refunded_quantity: number;
}

/** A return with its lines. */
export interface ReturnRecord extends ReturnRow {
  readonly lines: readonly ReturnLineRow[];
}

/** Units of an order that are on their way back or came back. */
export async function unitsTaken(tx: EntityManager, orderId: string): Promise<AllocatedUnits[]> {
  return tx.query<AllocatedUnits[]>(
    `SELECT l.order_line_id AS "orderLineId", l.quantity, l.supplier_id AS "supplierId",
            l.purchase_order_id AS "purchaseOrderId"
     FROM return_lines l JOIN returns r ON r.id = l.return_id
     WHERE l.order_id = $1 AND r.status <> ALL ($2::text[])`,
    [orderId, voidStatuses],
  );
}

/** Which return somebody asks for. Nulls: may see all. */
export interface ReturnScope {
  readonly returnId: string;
  readonly merchantId: string | null;
  readonly supplierId: string | null;
}

/** The return, or null; also for one that is not theirs. */
export async function findReturn(
  tx: EntityManager,
  { returnId, merchantId, supplierId }: ReturnScope,
): Promise<ReturnRecord | null> {
  const [row] = await tx.query<ReturnRow[]>(
    `SELECT * FROM returns r WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)
       AND ($3::uuid IS NULL OR EXISTS (SELECT FROM return_lines l WHERE l.return_id = r.id AND l.supplier_id = $3))`,
    [returnId, merchantId, supplierId],
  );
  return row ? { ...row, lines: await linesOf(tx, [returnId]) } : null;
}

export async function linesOf(tx: EntityManager, returnIds: readonly string[]): Promise<ReturnLineRow[]> {
  return tx.query<ReturnLineRow[]>(`SELECT * FROM return_lines WHERE return_id = ANY ($1::uuid[]) ORDER BY id`, [
    [...returnIds],
  ]);
}

/** Stores a new return and its lines. */
export async function insertReturn(tx: EntityManager, record: ReturnRecord): Promise<void> {
  const { lines, ...row } = record;
  await tx.query(`INSERT INTO returns SELECT * FROM jsonb_populate_record(NULL::returns, $1::jsonb)`, [
    JSON.stringify(row),
  ]);
  await tx.query(`INSERT INTO return_lines SELECT * FROM jsonb_populate_recordset(NULL::return_lines, $1::jsonb)`, [
    JSON.stringify(lines.map((line) => ({ ...line, order_id: record.order_id }))),
  ]);
}

/** Writes columns of a return; nothing else changes. */
export async function updateReturn(
  tx: EntityManager,
  returnId: string,
  changes: Partial<Pick<ReturnRow, 'status' | 'refusal' | 'exchange' | 'outcome' | 'expires_at' | 'closed_at'>>,
): Promise<void> {
  const names = Object.keys(changes) as (keyof typeof changes)[];
  const values = names.map((name) => {
    const value = changes[name];
    return name === 'refusal' || name === 'exchange' ? JSON.stringify(value) : value;
  });
  const assignments = names.map((name, index) => `${name} = $${String(index + 2)}`);
  // Parts of what comes back may follow each other: it stands in the status since the first of them.
  if (changes.status !== undefined)
    assignments.push(
      `status_since = CASE status WHEN $${String(names.indexOf('status') + 2)} THEN status_since ELSE now() END`,
    );
  await tx.query(`UPDATE returns SET ${assignments.join(', ')} WHERE id = $1`, [returnId, ...values]);
}
