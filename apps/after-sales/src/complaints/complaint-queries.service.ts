import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ComplaintType } from '#contracts';
import type { PhotoView } from '../photos/photo-files.service.js';
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

/** A complaint, and of its order what a person calls it by. */
interface ShownRow extends ComplaintRow {
  readonly external_id: string;
  readonly line_title: string | null;
}

/** Nulls: any. */
export interface ComplaintFilter {
  readonly merchantId: string | null;
  readonly supplierId: string | null;
  readonly orderId: string | null;
  readonly status: ComplaintStatus | null;
  readonly assignee: string | null;
  readonly type: ComplaintType | null;
  readonly incidentId: string | null;
  /** The beginning of a complaint's number, or an order's number. */
  readonly q: string | null;
  /** Only those that nobody has. */
  readonly unassigned: boolean;
  /** Only those of which a clock ran out. */
  readonly late: boolean;
  readonly limit: number;
}

/** A filter that lets everything through. */
export const anyComplaint: Omit<ComplaintFilter, 'limit'> = {
  ...{ merchantId: null, supplierId: null, orderId: null, status: null, assignee: null, type: null },
  ...{ incidentId: null, q: null, unassigned: false, late: false },
};

/** How much work there is. */
export interface ComplaintCounts {
  readonly open: number;
  /** Of the open ones: the time of the running clock is over. */
  readonly late: number;
  readonly unanswered: number;
  readonly unassigned: number;
  /** Who has open ones, or had one within 90 days. */
  readonly assignees: readonly { readonly assignee: string; readonly open: number }[];
}

export type ComplaintView = ReturnType<typeof viewOf> & {
  messages?: ReturnType<typeof messageOf>[];
  /** What the customer showed; suppliers see of it what a claim takes over. */
  photos?: PhotoView[];
};

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
    const [row] = await tx.query<ShownRow[]>(
      `${SHOWN} WHERE c.id = $1 AND ($2::uuid IS NULL OR c.merchant_id = $2) AND ($3::uuid IS NULL OR c.supplier_id = $3)`,
      [complaintId, merchantId, supplierId],
    );
    if (!row) throw complaintNotFound(complaintId);
    const messages = await tx.query<MessageRow[]>(
      `SELECT id, author, thread, text, written_at FROM complaint_messages
       WHERE complaint_id = $1 AND thread = ANY ($2::text[]) ORDER BY id`,
      [complaintId, [...threadsOf[reader]]],
    );
    const photos = await tx.query<PhotoView[]>(
      `SELECT sha256, type, width, height FROM complaint_photos
       WHERE complaint_id = $1 AND $2 <> 'supplier' ORDER BY added_at, sha256`,
      [complaintId, reader],
    );
    return { ...viewOf(row, new Date()), messages: messages.map(messageOf), photos };
  }

  /** Newest first. */
  find(filter: ComplaintFilter, beforeId: string | null): Promise<ComplaintView[]> {
    return this.select(filter, `AND ($11::uuid IS NULL OR c.id < $11) ORDER BY c.id DESC`, [beforeId]);
  }

  /** What is open, the least time left first; what is late comes before everything. */
  queue(filter: ComplaintFilter, after: readonly [dueAt: string, id: string] | null): Promise<ComplaintView[]> {
    return this.select(
      filter,
      `AND c.next_due_at IS NOT NULL AND ($11::timestamptz IS NULL OR (c.next_due_at, c.id) > ($11, $12))
       ORDER BY c.next_due_at, c.id`,
      [after?.[0] ?? null, after?.[1] ?? null],
    );
  }

  /** How much of a merchant, or of all, waits for whom. */
  async counts(merchantId: string | null): Promise<ComplaintCounts> {
    const [sums] = await this.dataSource.query<Omit<ComplaintCounts, 'assignees'>[]>(
      `SELECT count(*)::int AS open, count(*) FILTER (WHERE next_due_at <= now())::int AS late,
              count(*) FILTER (WHERE first_answered_at IS NULL)::int AS unanswered,
              count(*) FILTER (WHERE assignee IS NULL)::int AS unassigned
       FROM complaints WHERE next_due_at IS NOT NULL AND ($1::uuid IS NULL OR merchant_id = $1)`,
      [merchantId],
    );
    const assignees = await this.dataSource.query<ComplaintCounts['assignees']>(
      `SELECT assignee, count(*) FILTER (WHERE next_due_at IS NOT NULL)::int AS open FROM complaints
       WHERE assignee IS NOT NULL AND ($1::uuid IS NULL OR merchant_id = $1)
         AND (next_due_at IS NOT NULL OR opened_at > now() - interval '90 days')
       GROUP BY assignee ORDER BY assignee LIMIT 200`,
      [merchantId],
    );
    return { ...{ open: 0, late: 0, unanswered: 0, unassigned: 0 }, ...sums, assignees };
  }

  private async select(
    filter: ComplaintFilter,
    order: string,
    parameters: readonly unknown[],
  ): Promise<ComplaintView[]> {
    const { merchantId, supplierId, orderId, status, assignee, type, incidentId, q, unassigned, late, limit } = filter;
    const rows = await this.dataSource.query<ShownRow[]>(
      `${SHOWN}
       WHERE ($1::uuid IS NULL OR c.merchant_id = $1) AND ($2::uuid IS NULL OR c.supplier_id = $2)
         AND ($3::uuid IS NULL OR c.order_id = $3) AND ($4::text IS NULL OR c.status = $4)
         AND ($5::text IS NULL OR c.assignee = $5) AND ($6::text IS NULL OR c.type = $6)
         AND ($7::uuid IS NULL OR c.incident_id = $7)
         AND ($8::text IS NULL OR starts_with(c.number, upper($8)) OR o.external_id = $8)
         AND (NOT $9 OR c.assignee IS NULL)
         AND (NOT $10 OR c.breached <> '{}' OR c.next_due_at <= now()) ${order} LIMIT ${String(limit)}`,
      [merchantId, supplierId, orderId, status, assignee, type, incidentId, q, unassigned, late, ...parameters],
    );
    const now = new Date();
    return rows.map((row) => viewOf(row, now));
  }
}

const SHOWN = `SELECT c.*, o.external_id, (
    SELECT l.value ->> 'title' FROM jsonb_array_elements(o.lines) AS l
    WHERE l.value ->> 'lineId' = c.order_line_id::text) AS line_title
  FROM complaints c JOIN orders o ON o.order_id = c.order_id`;

const viewOf = (row: ShownRow, now: Date) => ({
  id: row.id,
  number: row.number,
  merchantId: row.merchant_id,
  orderId: row.order_id,
  externalId: row.external_id,
  type: row.type,
  channel: row.channel,
  status: row.status,
  lineId: row.order_line_id,
  sku: row.sku,
  title: row.line_title,
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
  /** Sent back as `If-Match: "7"`, a change is refused when something happened meanwhile. */
  revision: row.revision,
});

const messageOf = ({ id, author, thread, text, written_at }: MessageRow) => ({
  ...{ id, author, thread, text, writtenAt: written_at.toISOString() },
});
