import { ArrayNotEmpty, IsInt, Min } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Currency, Id, ListOf, MinorUnits, Nullable, OneOf, PositiveQuantity, Text, Time } from './fields.js';

/** What a supplier is held to: goods that came wrongly, not at all, or went back to it. */
export const claimTypes = ['damaged', 'missing', 'wrong', 'quality', 'returned'] as const;
export type ClaimType = (typeof claimTypes)[number];

export class ClaimLine {
  @Id() orderLineId!: string;
  @Text(200) sku!: string;
  @PositiveQuantity() quantity!: number;
  /** What the supplier was to be paid for one unit. */
  @MinorUnits() unitCostMinor!: number;
}

/** Emitted once per claim against a supplier. */
@Event({ type: 'claim.opened', version: 1, topic: topics.afterSales })
export class ClaimOpened {
  @Id() claimId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @Id() supplierId!: string;
  @Id() purchaseOrderId!: string;
  @OneOf(claimTypes) type!: ClaimType;
  @Nullable() @Id() returnId!: string | null;
  @Nullable() @Id() complaintId!: string | null;
  @ListOf(() => ClaimLine) @ArrayNotEmpty() lines!: ClaimLine[];
  /** What is asked of the supplier: unit cost × quantity over the lines. */
  @Currency() currency!: string;
  @MinorUnits() amountMinor!: number;
  @IsInt() @Min(0) photos!: number;
  /** Without an answer by then the supplier is reminded. */
  @Time() answerBy!: string;
}

/** Emitted when the supplier, or a person in its place, decided. `disputed` waits for a person. */
@Event({ type: 'claim.decided', version: 1, topic: topics.afterSales })
export class ClaimDecided {
  @Id() claimId!: string;
  @Id() orderId!: string;
  @Id() supplierId!: string;
  @OneOf(['accepted', 'disputed', 'rejected']) decision!: string;
  @OneOf(['supplier', 'merchant', 'operator']) decidedBy!: string;
  @Nullable() @Text(1000) detail!: string | null;
}

/** Emitted each time a supplier is reminded of an answer or of a credit note that has not come. */
@Event({ type: 'claim.reminded', version: 1, topic: topics.afterSales })
export class ClaimReminded {
  @Id() claimId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @Id() supplierId!: string;
  @OneOf(['answer', 'credit_note']) missing!: string;
  /** Counts the reminders of this claim from 1. */
  @IsInt() @Min(1) reminder!: number;
  @Time() remindedAt!: string;
}

/** Emitted for each credit note of the supplier, once per its number. */
@Event({ type: 'claim.credited', version: 1, topic: topics.afterSales })
export class ClaimCredited {
  @Id() claimId!: string;
  @Text(50) number!: string;
  @Id() orderId!: string;
  @Id() supplierId!: string;
  @Text(100) creditNoteNumber!: string;
  @Currency() currency!: string;
  @MinorUnits() amountMinor!: number;
  /** Of all credit notes of the claim, this one included. */
  @MinorUnits() creditedMinor!: number;
  @Time() creditedAt!: string;
}
