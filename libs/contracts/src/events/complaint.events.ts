import { IsBoolean, IsInt, Min } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { type IntakeChannel, intakeChannels } from './after-sales.events.js';
import { Id, Nullable, OneOf, Text, Time } from './fields.js';

/** What a customer complains about. */
export const complaintTypes = ['late', 'damaged', 'wrong', 'missing', 'quality', 'service', 'other'] as const;
export type ComplaintType = (typeof complaintTypes)[number];

/** The two clocks of a complaint, in business time. */
export const complaintClocks = ['first_answer', 'solution'] as const;
export type ComplaintClock = (typeof complaintClocks)[number];

/** Who a solved complaint turned out to be due to. */
export const partiesAtFault = ['supplier', 'carrier', 'merchant', 'customer', 'customs', 'weather', 'nobody'] as const;
export type PartyAtFault = (typeof partiesAtFault)[number];

/** What was done about it. */
export const complaintResolutions = [
  'refund',
  'replacement',
  'return',
  'explanation',
  'apology',
  'goodwill',
  'none',
] as const;
export type ComplaintResolution = (typeof complaintResolutions)[number];

/** Emitted once per complaint. Carries nothing of what the customer wrote. */
@Event({ type: 'complaint.opened', version: 1, topic: topics.afterSales })
export class ComplaintOpened {
  @Id() complaintId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @OneOf(complaintTypes) type!: ComplaintType;
  @OneOf(intakeChannels) channel!: IntakeChannel;
  /** What it is about, as far as it is known. */
  @Nullable() @Id() orderLineId!: string | null;
  @Nullable() @Text(200) sku!: string | null;
  @Nullable() @Id() supplierId!: string | null;
  @Nullable() @Text(50) carrier!: string | null;
  @Time() firstAnswerDueAt!: string;
  @Time() solutionDueAt!: string;
  @Time() openedAt!: string;
}

/** Emitted when somebody took a complaint, or was given it. */
@Event({ type: 'complaint.assigned', version: 1, topic: topics.afterSales })
export class ComplaintAssigned {
  @Id() complaintId!: string;
  @Id() orderId!: string;
  /** Name of the desk or person; null: nobody any more. */
  @Nullable() @Text(100) assignee!: string | null;
}

/**
 * Emitted for each message in the thread of a complaint. `text` is there only where somebody has to be mailed: an
 * agent's answer to the customer or to the supplier. What customers and suppliers write, and notes, stay inside.
 */
@Event({ type: 'complaint.message-added', version: 1, topic: topics.afterSales })
export class ComplaintMessageAdded {
  @Id() messageId!: string;
  @Id() complaintId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @OneOf(['customer', 'agent', 'supplier']) author!: string;
  @OneOf(['customer', 'supplier', 'internal']) thread!: string;
  /** Whom the supplier thread is with. */
  @Nullable() @Id() supplierId!: string | null;
  @Nullable() @Text(20_000) text!: string | null;
}

/** Emitted with the first answer that a customer got. */
@Event({ type: 'complaint.first-answered', version: 1, topic: topics.afterSales })
export class ComplaintFirstAnswered {
  @Id() complaintId!: string;
  @Id() orderId!: string;
  /** Business time from opening to answer, by the merchant's calendar. */
  @IsInt() @Min(0) businessSeconds!: number;
  @IsBoolean() inTime!: boolean;
  @Time() answeredAt!: string;
}

/** Emitted each time a complaint was solved; again after it was reopened. */
@Event({ type: 'complaint.solved', version: 1, topic: topics.afterSales })
export class ComplaintSolved {
  @Id() complaintId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @OneOf(complaintTypes) cause!: ComplaintType;
  @OneOf(partiesAtFault) partyAtFault!: PartyAtFault;
  @OneOf(complaintResolutions) resolution!: ComplaintResolution;
  @Nullable() @Id() supplierId!: string | null;
  @Nullable() @Text(200) sku!: string | null;
  @Nullable() @Text(50) carrier!: string | null;
  @IsInt() @Min(0) businessSeconds!: number;
  @IsBoolean() inTime!: boolean;
  @Time() solvedAt!: string;
}

/** Emitted when a solved complaint is open again: the customer wrote, or an agent saw that it is not solved. */
@Event({ type: 'complaint.reopened', version: 1, topic: topics.afterSales })
export class ComplaintReopened {
  @Id() complaintId!: string;
  @Id() orderId!: string;
  @OneOf(['customer', 'agent']) reopenedBy!: string;
  @Time() solutionDueAt!: string;
}

/** Emitted when a complaint turned out to be another one of the same order. It ends; the other goes on. */
@Event({ type: 'complaint.merged', version: 1, topic: topics.afterSales })
export class ComplaintMerged {
  @Id() complaintId!: string;
  @Id() orderId!: string;
  @Id() intoComplaintId!: string;
}

/** Emitted once per clock and opening, when its time was over first. */
@Event({ type: 'complaint.breached', version: 1, topic: topics.afterSales })
export class ComplaintBreached {
  @Id() complaintId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @OneOf(complaintClocks) clock!: ComplaintClock;
  @Time() dueAt!: string;
}

/** Emitted when a complaint goes one level up: at a breach, or by a person. */
@Event({ type: 'complaint.escalated', version: 1, topic: topics.afterSales })
export class ComplaintEscalated {
  @Id() complaintId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  /** From 1. */
  @IsInt() @Min(1) level!: number;
  @OneOf(['FIRST_ANSWER_BREACHED', 'SOLUTION_BREACHED', 'BY_AGENT']) reasonCode!: string;
  @Nullable() @Text(100) assignee!: string | null;
}

/**
 * Similar complaints are one incident: same supplier, SKU, carrier and cause within a window. Emitted once for each
 * order concerned: when the incident opens, and when an order joins it later.
 */
@Event({ type: 'incident.opened', version: 1, topic: topics.afterSales })
export class IncidentOpened {
  @Id() incidentId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @Id() complaintId!: string;
  @OneOf(complaintTypes) cause!: ComplaintType;
  @Nullable() @Id() supplierId!: string | null;
  @Nullable() @Text(200) sku!: string | null;
  @Nullable() @Text(50) carrier!: string | null;
}

/** Emitted once for each order concerned, when the incident is over. */
@Event({ type: 'incident.closed', version: 1, topic: topics.afterSales })
export class IncidentClosed {
  @Id() incidentId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  /** What everybody concerned is told; null: nothing. */
  @Nullable() @Text(2000) explanation!: string | null;
  @Time() closedAt!: string;
}
