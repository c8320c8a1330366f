import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ComplaintBreached, ComplaintEscalated, DeadlinePassed, type ComplaintClock } from '#contracts';
import { draft, Outbox, type EventDraft } from '#messaging';
import { complaintIdentity, complaintPlace, holdComplaint, type ComplaintRow } from './complaint-rows.js';

const timerOf = (complaintId: string, clock: ComplaintClock): string => `complaint-${clock} ${complaintId}`;

/** The two clocks of a complaint: timers that are taken back when the work is done first. */
@Injectable()
export class ComplaintClocks {
  constructor(private readonly outbox: Outbox) {}

  /** Sets a clock; one that runs already is set anew. */
  set(row: Pick<ComplaintRow, 'id' | 'merchant_id' | 'order_id'>, clock: ComplaintClock, dueAt: Date): EventDraft {
    const place = { merchantId: row.merchant_id, key: row.order_id, dueAt, timer: timerOf(row.id, clock) };
    return draft(DeadlinePassed, place, { orderId: row.order_id, deadline: `complaint-${clock}`, subjectId: row.id });
  }

  async stop(tx: EntityManager, complaintId: string, ...clocks: readonly ComplaintClock[]): Promise<void> {
    for (const clock of clocks) await this.outbox.cancel(tx, timerOf(complaintId, clock));
  }

  /** Time is over: the complaint is late and goes one level up. Told twice, or when all is done, it changes nothing. */
  async breach(tx: EntityManager, complaintId: string, clock: ComplaintClock): Promise<void> {
    const row = await holdComplaint(tx, { complaintId, merchantId: null, supplierId: null });
    if (!row || !isLate(row, clock, new Date())) return;
    const level = row.level + 1;
    await tx.query(`UPDATE complaints SET breached = breached || $2::text, level = $3 WHERE id = $1`, [
      row.id,
      clock,
      level,
    ]);
    const dueAt = clock === 'solution' ? row.solution_due_at : row.first_answer_due_at;
    const reasonCode = clock === 'solution' ? 'SOLUTION_BREACHED' : 'FIRST_ANSWER_BREACHED';
    const { assignee } = row;
    await this.outbox.append(tx, [
      draft(ComplaintBreached, complaintPlace(row), {
        ...{ ...complaintIdentity(row), clock, dueAt: dueAt.toISOString() },
      }),
      draft(ComplaintEscalated, complaintPlace(row), { ...complaintIdentity(row), level, reasonCode, assignee }),
    ]);
  }
}

/** A clock may have been set anew while its timer was on its way. */
function isLate(row: ComplaintRow, clock: ComplaintClock, now: Date): boolean {
  if (row.breached.includes(clock) || row.status === 'solved' || row.status === 'merged') return false;
  return clock === 'solution'
    ? row.solution_due_at <= now
    : row.first_answered_at === null && row.first_answer_due_at <= now;
}
