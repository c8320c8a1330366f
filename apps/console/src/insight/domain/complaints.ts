import type { ComplaintSolved } from '#contracts';
import type { OrderEvents } from './recorded-fact.js';

/** A complaint that stands for itself: one that was merged into another is no complaint of its own. */
export interface Complaint {
  readonly complaintId: string;
  readonly openedAt: string;
  readonly type: string;
  readonly supplierId: string | null;
  readonly sku: string | null;
  readonly carrier: string | null;
  readonly firstAnswerSeconds: number | null;
  /** Null while it is not solved, also after it was reopened. */
  readonly solution: ComplaintSolved | null;
}

/** In the order in which they were opened. */
export function complaintsOf(events: OrderEvents): Complaint[] {
  const merged = new Set(events.of('complaint.merged').map(({ complaintId }) => complaintId));
  const answered = new Map(events.of('complaint.first-answered').map((one) => [one.complaintId, one.businessSeconds]));
  const solved = solutions(events);
  return events
    .of('complaint.opened')
    .filter(({ complaintId }) => !merged.has(complaintId))
    .map(({ complaintId, openedAt, type, supplierId, sku, carrier }) => ({
      ...{ complaintId, openedAt, type, supplierId, sku, carrier },
      firstAnswerSeconds: answered.get(complaintId) ?? null,
      solution: solved.get(complaintId) ?? null,
    }))
    .sort((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt));
}

function solutions(events: OrderEvents): ReadonlyMap<string, ComplaintSolved> {
  const solved = new Map<string, ComplaintSolved>();
  for (const { type, data } of events.among('complaint.solved', 'complaint.reopened')) {
    if (type === 'complaint.solved' && 'solvedAt' in data) solved.set(data.complaintId, data);
    else solved.delete(data.complaintId);
  }
  return solved;
}
