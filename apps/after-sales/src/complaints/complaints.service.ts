import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import {
  ComplaintAssigned,
  ComplaintEscalated,
  ComplaintMerged,
  ComplaintOpened,
  ComplaintReopened,
  ComplaintSolved,
  type ComplaintType,
  type IntakeChannel,
} from '#contracts';
import { draft, Outbox } from '#messaging';
import { addBusinessTime, businessSecondsBetween } from '../calendar/domain/business-time.js';
import { humanNumber } from '../human-number.js';
import type { KnownOrder } from '../orders/domain/known-order.js';
import { OrdersService, type OrderScope } from '../orders/orders.service.js';
import { ComplaintClocks } from './complaint-clocks.service.js';
import {
  complaintIdentity,
  complaintPlace,
  holdComplaint,
  type ComplaintRow,
  type ComplaintScope,
  type Solution,
} from './complaint-rows.js';
import { complaintChanged, complaintNotFound, otherOrder, unknownComplaintLine } from './complaint.errors.js';
import { assertComplaintTransition } from './domain/complaint-state.js';
import type { ComplaintSettings } from './domain/complaint-settings.js';
import { IncidentsService } from './incidents.service.js';
import { MessagesService } from './messages.service.js';
import { ComplaintSettingsService } from './settings.service.js';

const HOUR_SECONDS = 3_600;

/** What a customer complains about. */
export interface WantedComplaint {
  readonly type: ComplaintType;
  readonly channel: IntakeChannel;
  readonly text: string;
  /** Null: the order as a whole. */
  readonly lineId: string | null;
  /** Message-ID, when it came by mail. */
  readonly mailId?: string;
}

/** Complaints from opening to solution. */
@Injectable()
export class ComplaintsService {
  constructor(
    private readonly orders: OrdersService,
    private readonly settings: ComplaintSettingsService,
    private readonly clocks: ComplaintClocks,
    private readonly messages: MessagesService,
    private readonly incidents: IncidentsService,
    private readonly outbox: Outbox,
  ) {}

  /** Takes a complaint in, starts its clocks, and puts it to others of the same kind. @throws orderNotFound */
  async openComplaint(tx: EntityManager, scope: OrderScope, wanted: WantedComplaint): Promise<string> {
    const order = await this.orders.holdOrder(tx, scope);
    const settings = await this.settings.of(tx, order.merchantId);
    const row = rowOf(order, wanted, settings, new Date());
    await tx.query(`INSERT INTO complaints SELECT * FROM jsonb_populate_record(NULL::complaints, $1::jsonb)`, [
      JSON.stringify(row),
    ]);
    await this.messages.store(tx, row, {
      ...{ author: 'customer', thread: 'customer', text: wanted.text, mailId: wanted.mailId ?? null },
    });
    const incident = await this.incidents.group(tx, row, settings);
    await this.outbox.append(tx, [
      draft(ComplaintOpened, complaintPlace(row), {
        ...{ ...complaintIdentity(row), type: row.type, channel: row.channel, orderLineId: row.order_line_id },
        ...{ sku: row.sku, supplierId: row.supplier_id, carrier: row.carrier, openedAt: row.opened_at.toISOString() },
        firstAnswerDueAt: row.first_answer_due_at.toISOString(),
        solutionDueAt: row.solution_due_at.toISOString(),
      }),
      ...incident,
      this.clocks.set(row, 'first_answer', row.first_answer_due_at),
      this.clocks.set(row, 'solution', row.solution_due_at),
    ]);
    return row.id;
  }

  async assign(tx: EntityManager, scope: ComplaintScope, assignee: string | null): Promise<void> {
    const row = await this.hold(tx, scope);
    if (row.assignee === assignee) return;
    await tx.query(`UPDATE complaints SET assignee = $2 WHERE id = $1`, [row.id, assignee]);
    const data = { complaintId: row.id, orderId: row.order_id, assignee };
    await this.outbox.append(tx, [draft(ComplaintAssigned, complaintPlace(row), data)]);
  }

  async solve(tx: EntityManager, scope: ComplaintScope, solution: Solution): Promise<void> {
    const row = await this.hold(tx, scope);
    assertComplaintTransition(row.status, 'solved');
    const now = new Date();
    await this.clocks.stop(tx, row.id, 'first_answer', 'solution');
    await tx.query(
      `UPDATE complaints SET status = 'solved', solution = $2, solved_at = $3, next_due_at = NULL WHERE id = $1`,
      [row.id, JSON.stringify(solution), now],
    );
    const { calendar } = await this.settings.of(tx, row.merchant_id);
    await this.outbox.append(tx, [
      draft(ComplaintSolved, complaintPlace(row), {
        ...{ ...complaintIdentity(row), ...solution },
        ...{ supplierId: row.supplier_id, sku: row.sku, carrier: row.carrier },
        businessSeconds: businessSecondsBetween(row.clock_began_at, now, calendar),
        ...{ inTime: now <= row.solution_due_at, solvedAt: now.toISOString() },
      }),
    ]);
  }

  /** Not solved after all: the clock of the solution starts anew. */
  async reopen(tx: EntityManager, scope: ComplaintScope, by: 'customer' | 'agent'): Promise<void> {
    const row = await this.hold(tx, scope);
    assertComplaintTransition(row.status, 'answered');
    const { calendar, solutionHours } = await this.settings.of(tx, row.merchant_id);
    const now = new Date();
    const dueAt = addBusinessTime(now, solutionHours * HOUR_SECONDS, calendar);
    await tx.query(
      `UPDATE complaints SET status = 'answered', solved_at = NULL, solution_due_at = $2, next_due_at = $2,
              clock_began_at = $3, breached = array_remove(breached, 'solution') WHERE id = $1`,
      [row.id, dueAt, now],
    );
    const data = { complaintId: row.id, orderId: row.order_id, reopenedBy: by, solutionDueAt: dueAt.toISOString() };
    await this.outbox.append(tx, [
      draft(ComplaintReopened, complaintPlace(row), data),
      this.clocks.set(row, 'solution', dueAt),
    ]);
  }

  /** It is the same as another one of the order: its messages go there, and it ends. @throws otherOrder */
  async merge(tx: EntityManager, scope: ComplaintScope, intoId: string): Promise<void> {
    const row = await this.hold(tx, scope);
    const into = await this.hold(tx, { ...scope, complaintId: intoId, seen: null });
    if (into.order_id !== row.order_id || into.id === row.id || into.status === 'merged') throw otherOrder();
    assertComplaintTransition(row.status, 'merged');
    await this.clocks.stop(tx, row.id, 'first_answer', 'solution');
    await tx.query(`UPDATE complaints SET status = 'merged', merged_into = $2, next_due_at = NULL WHERE id = $1`, [
      ...[row.id, into.id],
    ]);
    await this.messages.move(tx, row.id, into.id);
    const data = { complaintId: row.id, orderId: row.order_id, intoComplaintId: into.id };
    await this.outbox.append(tx, [draft(ComplaintMerged, complaintPlace(row), data)]);
  }

  /** A person wants somebody above to look. */
  async escalate(tx: EntityManager, scope: ComplaintScope, assignee: string | null): Promise<void> {
    const row = await this.hold(tx, scope);
    const level = row.level + 1;
    await tx.query(`UPDATE complaints SET level = $2, assignee = COALESCE($3, assignee) WHERE id = $1`, [
      ...[row.id, level, assignee],
    ]);
    const data = { ...complaintIdentity(row), level, reasonCode: 'BY_AGENT', assignee: assignee ?? row.assignee };
    await this.outbox.append(tx, [draft(ComplaintEscalated, complaintPlace(row), data)]);
  }

  /** @throws complaintNotFound, also for one that is not theirs; complaintChanged since the caller saw it. */
  async hold(tx: EntityManager, scope: ComplaintScope): Promise<ComplaintRow> {
    const row = await holdComplaint(tx, scope);
    if (!row) throw complaintNotFound(scope.complaintId);
    // Holding it counted already.
    if (scope.seen != null && row.revision !== scope.seen + 1) throw complaintChanged();
    return row;
  }
}

/** Whom it concerns follows from the line: who shipped it, and with which carrier; of the whole order, from its only parcel. */
function rowOf(order: KnownOrder, wanted: WantedComplaint, settings: ComplaintSettings, now: Date): ComplaintRow {
  const { lineId } = wanted;
  const line = order.lines.find((known) => known.lineId === lineId);
  if (lineId !== null && !line) throw unknownComplaintLine();
  const parcels = order.parcels.filter(
    ({ lines }) => lineId === null || lines.some(({ orderLineId }) => orderLineId === lineId),
  );
  const [parcel] = new Set(parcels.map(({ supplierId }) => supplierId)).size === 1 ? parcels : [];
  const due = (hours: number): Date => addBusinessTime(now, hours * HOUR_SECONDS, settings.calendar);
  const firstAnswerDueAt = due(settings.firstAnswerHours);
  return {
    ...{ id: uuidv7(), number: humanNumber('T'), merchant_id: order.merchantId, order_id: order.orderId },
    ...{ type: wanted.type, channel: wanted.channel, status: 'open', order_line_id: lineId, sku: line?.sku ?? null },
    ...{ supplier_id: parcel?.supplierId ?? null, carrier: parcel?.carrier ?? null, assignee: null, level: 0 },
    ...{ first_answer_due_at: firstAnswerDueAt, first_answered_at: null, solution_due_at: due(settings.solutionHours) },
    ...{ next_due_at: firstAnswerDueAt, clock_began_at: now, breached: [], solution: null, merged_into: null },
    ...{ incident_id: null, opened_at: now, solved_at: null, revision: 1 },
  };
}
