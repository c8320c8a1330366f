import { ArrayNotEmpty, IsBoolean, IsEmail, IsISO31661Alpha2 } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Id, ListOf, Nullable, OneOf, PositiveQuantity, Text, Time, Version } from './fields.js';

/** What a return is: by the merchant's policy, the same for other goods, or by law within its days. */
export const returnKinds = ['return', 'exchange', 'withdrawal'] as const;
export type ReturnKind = (typeof returnKinds)[number];

/** Why goods come back. Null where the law forbids to ask (withdrawal). */
export const returnReasons = [
  'CHANGED_MIND',
  'TOO_SMALL',
  'TOO_LARGE',
  'NOT_AS_DESCRIBED',
  'DAMAGED',
  'WRONG_ITEM',
  'QUALITY',
  'TOO_LATE',
  'OTHER',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** The clause of the policy or of the law that decided. */
export const returnClauses = [
  'WITHDRAWAL_EU',
  'WITHDRAWAL_TR',
  'MERCHANT_WINDOW',
  'DEFECT',
  'NOT_DELIVERED',
  'WINDOW_CLOSED',
  'EXCLUDED_GOODS',
  'MERCHANT_DECISION',
] as const;
export type ReturnClause = (typeof returnClauses)[number];

/** Who had the fact from whom. */
export const intakeChannels = ['api', 'self_service', 'email'] as const;
export type IntakeChannel = (typeof intakeChannels)[number];

/** Where goods go: back to who shipped them, to the merchant, or nowhere. */
export const returnDestinations = ['supplier', 'merchant', 'keep', 'donate'] as const;
export type ReturnDestination = (typeof returnDestinations)[number];

/** Who pays the way back. */
export const returnPayers = ['customer', 'merchant', 'supplier'] as const;
export type ReturnPayer = (typeof returnPayers)[number];

/** How goods came back. */
export const receivedConditions = ['as_new', 'opened', 'used', 'damaged', 'incomplete', 'wrong_item'] as const;
export type ReceivedCondition = (typeof receivedConditions)[number];

/** The countries' rules under which a purchase can be withdrawn from. */
export const withdrawalRegimes = ['eu', 'tr'] as const;
export type WithdrawalRegime = (typeof withdrawalRegimes)[number];

export class ReturnLine {
  @Id() returnLineId!: string;
  @Id() orderLineId!: string;
  @Text(200) sku!: string;
  @PositiveQuantity() quantity!: number;
  @Nullable() @OneOf(returnReasons) reasonCode!: ReturnReason | null;
  /** Who shipped these units, and under which purchase order; null when nothing of the line was shipped through one. */
  @Nullable() @Id() supplierId!: string | null;
  @Nullable() @Id() purchaseOrderId!: string | null;
}

/** Emitted once per return that was taken in. First fact of a return; nothing has been decided. */
@Event({ type: 'return.requested', version: 1, topic: topics.afterSales })
export class ReturnRequested {
  @Id() returnId!: string;
  /** For people: printed on the parcel and in mails. */
  @Text(50) number!: string;
  @Id() orderId!: string;
  @OneOf(returnKinds) kind!: ReturnKind;
  @OneOf(intakeChannels) channel!: IntakeChannel;
  /** Of the policy that was pinned to the order when it was placed. */
  @Version() policyVersion!: number;
  @ListOf(() => ReturnLine) @ArrayNotEmpty() lines!: ReturnLine[];
  @Time() requestedAt!: string;
}

export class ApprovedReturnLine {
  @Id() returnLineId!: string;
  @Id() orderLineId!: string;
  @PositiveQuantity() quantity!: number;
  @OneOf(returnClauses) clause!: ReturnClause;
  @OneOf(returnDestinations) destination!: ReturnDestination;
  @OneOf(returnPayers) payer!: ReturnPayer;
}

/** Emitted when a return was approved, by the policy at once or by a person. */
@Event({ type: 'return.approved', version: 1, topic: topics.afterSales })
export class ReturnApproved {
  @Id() returnId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @OneOf(['policy', 'merchant', 'operator']) approvedBy!: string;
  @ListOf(() => ApprovedReturnLine) lines!: ApprovedReturnLine[];
  /** Goods that have not come back by then make it `return.expired`; null when nothing has to come back. */
  @Nullable() @Time() expiresAt!: string | null;
}

/** Emitted when a return was refused, with the clause that decided. Last fact of the return. */
@Event({ type: 'return.refused', version: 1, topic: topics.afterSales })
export class ReturnRefused {
  @Id() returnId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @OneOf(returnClauses) clause!: ReturnClause;
  /** What was said about it, for the customer; null where the clause says it all. */
  @Nullable() @Text(1000) detail!: string | null;
}

export class ReturnedUnits {
  @Id() orderLineId!: string;
  @PositiveQuantity() quantity!: number;
}

/**
 * Emitted once per parcel that shall come back: with a label, or with instructions where the customer chooses the
 * carrier. `shipmentId` is new and names this parcel on the shipments topic from here on.
 */
@Event({ type: 'return.label-issued', version: 1, topic: topics.afterSales })
export class ReturnLabelIssued {
  @Id() returnId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @Id() shipmentId!: string;
  /** Null when the goods go to the merchant. */
  @Nullable() @Id() supplierId!: string | null;
  @Nullable() @Id() purchaseOrderId!: string | null;
  @OneOf(['label', 'instructions']) method!: string;
  /** Lower-case carrier code and number; both null until somebody knows them, then a second event with them follows. */
  @Nullable() @Text(50) carrier!: string | null;
  @Nullable() @Text(100) trackingNumber!: string | null;
  /** Where the customer gets the label to print; null with instructions. */
  @Nullable() @Text(2000) labelUrl!: string | null;
  /** What the customer is told to do; null where the label says it all. */
  @Nullable() @Text(2000) instructions!: string | null;
  @OneOf(returnPayers) payer!: ReturnPayer;
  @ListOf(() => ReturnedUnits) lines!: ReturnedUnits[];
  @Time() issuedAt!: string;
}

/** Emitted once per parcel, when its carrier has it. */
@Event({ type: 'return.in-transit', version: 1, topic: topics.afterSales })
export class ReturnInTransit {
  @Id() returnId!: string;
  @Id() orderId!: string;
  @Id() shipmentId!: string;
  @Time() since!: string;
}

export class ReceivedReturnLine {
  @Id() returnLineId!: string;
  @Id() orderLineId!: string;
  @PositiveQuantity() quantity!: number;
  @OneOf(receivedConditions) condition!: ReceivedCondition;
}

/** Emitted for each receipt of returned goods, once per its reference. A return may take several. */
@Event({ type: 'return.received', version: 1, topic: topics.afterSales })
export class ReturnReceived {
  @Id() returnId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @Text(200) reference!: string;
  @OneOf(['supplier', 'merchant', 'operator']) receivedBy!: string;
  @Nullable() @Id() supplierId!: string | null;
  @ListOf(() => ReceivedReturnLine) @ArrayNotEmpty() lines!: ReceivedReturnLine[];
  /** Nothing more is expected. */
  @IsBoolean() complete!: boolean;
  @Time() receivedAt!: string;
}

/** Emitted when what came back is settled by other goods: `exchangeOrderId` follows, linked and routed like any other. */
@Event({ type: 'return.exchanged', version: 1, topic: topics.afterSales })
export class ReturnExchanged {
  @Id() returnId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @Id() exchangeOrderId!: string;
  @Time() exchangedAt!: string;
}

/** Emitted when approved goods did not come back in time. */
@Event({ type: 'return.expired', version: 1, topic: topics.afterSales })
export class ReturnExpired {
  @Id() returnId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @Time() expiredAt!: string;
}

/** Emitted when nothing more will happen to a return. */
@Event({ type: 'return.closed', version: 1, topic: topics.afterSales })
export class ReturnClosed {
  @Id() returnId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @OneOf(['refunded', 'exchanged', 'claimed', 'nothing_due', 'cancelled']) outcome!: string;
  @Time() closedAt!: string;
}

/**
 * Emitted when a customer declared a withdrawal: the event is the acknowledgement's content, with the time at which
 * it came in. The return that follows has its own events.
 */
@Event({ type: 'withdrawal.declared', version: 1, topic: topics.afterSales })
export class WithdrawalDeclared {
  @Id() withdrawalId!: string;
  @Id() returnId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @OneOf(withdrawalRegimes) regime!: WithdrawalRegime;
  @IsISO31661Alpha2() country!: string;
  @ListOf(() => ReturnedUnits) @ArrayNotEmpty() lines!: ReturnedUnits[];
  /** Where the customer wants the acknowledgement; null: the address of the order. */
  @Nullable() @IsEmail() contactEmail!: string | null;
  @Time() declaredAt!: string;
}

/**
 * A timer of after-sales fell due. Told to after-sales itself, which looks whether it still matters and then tells
 * the fact (`return.expired`, `complaint.breached`, `survey.requested`, …). Others ignore it.
 */
@Event({ type: 'deadline.passed', version: 1, topic: topics.afterSales })
export class DeadlinePassed {
  @Id() orderId!: string;
  @Text(50) deadline!: string;
  /** The return, claim, complaint, … that it is about. */
  @Id() subjectId!: string;
}
