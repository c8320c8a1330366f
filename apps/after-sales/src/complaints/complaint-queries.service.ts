import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { complaintNotFound } from './complaint.errors.js';
import type { ComplaintRow, ComplaintScope } from './complaint-rows.js';
import type { ComplaintStatus } from './domain/complaint-state.js';

interface MessageRow {
  id: string;
  author: string;
  thread: string;
  text: string;
  written_at: Date;
}

/** Nulls: any. */
export interface ComplaintFilter {
  readonly merchantId: string | null;
  readonly supplierId: string | null;
  readonly orderId: string | null;
  readonly status: ComplaintStatus | null;
  readonly assignee: string | null;
  readonly limit: number;
}

export type ComplaintView = ReturnType<typeof viewOf> & { messages?: ReturnType<typeof messageOf>[] };

/** Which threads somebody may read. */
const threadsOf = {
  agent: ['customer', 'supplier', 'internal'],
  supplier: ['supplier'],
  customer: ['customer'],
} as const;

/** Complaints as the outside sees them. */
@Injectable()
export class ComplaintQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** With its threads, as far as they are the reader's business. @throws complaintNotFound */
  async one(
    { complaintId, merchantId, supplierId }: ComplaintScope,
    reader: keyof typeof threadsOf = supplierId === null ? 'agent' : 'supplier',
    tx: EntityManager = this.dataSource.manager,
  ): Promise<ComplaintView> {
    const [row] = await tx.query<ComplaintRow[]>(
      `SELECT * FROM complaints WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)
         AND ($3::uuid IS NULL OR supplier_id = $3)`,
      [complaintId, merchantId, supplierId],
    );
    if (!row) throw complaintNotFound(complaintId);
    const messages = await tx.query<MessageRow[]>(
      `SELECT id, author, thread, text, written_at FROM complaint_messages
       WHERE complaint_id = $1 AND thread = ANY ($2::text[]) ORDER BY id`,
      [complaintId, [...threadsOf[reader]]],
    );
    return { ...viewOf(row, new Date()), messages: messages.map(messageOf) };
  }

  /** Newest first. */
  find(filter: ComplaintFilter, beforeId: string | null): Promise<ComplaintView[]> {
    return this.select(filter, `AND ($6::uuid IS NULL OR id < $6) ORDER BY id DESC`, [beforeId]);
  }

  /** What is open, the least time left first; what is late comes before everything. */
  queue(filter: ComplaintFilter, after: readonly [dueAt: string, id: string] | null): Promise<ComplaintView[]> {
    return this.select(
      filter,
      `AND next_due_at IS NOT NULL AND ($6::timestamptz IS NULL OR (next_due_at, id) > ($6, $7)) ORDER BY next_due_at, id`,
      [after?.[0] ?? null, after?.[1] ?? null],
    );
  }

  private async select(
    filter: ComplaintFilter,
    order: string,
    parameters: readonly unknown[],
  ): Promise<ComplaintView[]> {
    const { merchantId, supplierId, orderId, status, assignee, limit } = filter;
    const rows = await this.dataSource.query<ComplaintRow[]>(
      `SELECT * FROM complaints
       WHERE ($1::uuid IS NULL OR merchant_id = $1) AND ($2::uuid IS NULL OR supplier_id = $2)
         AND ($3::uuid IS NULL OR order_id = $3) AND ($4::text IS NULL OR status = $4)
         AND ($5::text IS NULL OR assignee = $5) ${order} LIMIT ${String(limit)}`,
      [merchantId, supplierId, orderId, status, assignee, ...parameters],
    );
    const now = new Date();
    return rows.map((row) => viewOf(row, now));
  }
}

const viewOf = (row: ComplaintRow, now: Date) => ({
  id: row.id,
  number: row.number,
  orderId: row.order_id,
  type: row.type,
  channel: row.channel,
  status: row.status,
  lineId: row.order_line_id,
  sku: row.sku,
  supplierId: row.supplier_id,
  carrier: row.carrier,
  assignee: row.assignee,
  level: row.level,
  firstAnswerDueAt: row.first_answer_due_at.toISOString(),
  firstAnsweredAt: row.first_answered_at?.toISOString() ?? null,
  solutionDueAt: row.solution_due_at.toISOString(),
  nextDueAt: row.next_due_at?.toISOString() ?? null,
  /** Negative: so long late. */
  secondsLeft: row.next_due_at && Math.floor((row.next_due_at.getTime() - now.getTime()) / 1000),
  breached: row.breached,
  solution: row.solution,
  mergedInto: row.merged_into,
  incidentId: row.incident_id,
  openedAt: row.opened_at.toISOString(),
  solvedAt: row.solved_at?.toISOString() ?? null,
});

const messageOf = ({ id, author, thread, text, written_at }: MessageRow) => ({
  ...{ id, author, thread, text, writtenAt: written_at.toISOString() },
});
