import type { ClaimType, ComplaintType, PartyAtFault, ReturnReason, SurveyKind } from '#contracts';

/**
 * Whose fault a return is, by the reason that the customer gave. What does not fit or does not please is nobody's
 * fault; what came too late is counted where parcels are.
 */
const returnFaults = {
  CHANGED_MIND: 'customer',
  TOO_SMALL: 'customer',
  TOO_LARGE: 'customer',
  NOT_AS_DESCRIBED: 'supplier',
  DAMAGED: 'supplier',
  WRONG_ITEM: 'supplier',
  QUALITY: 'supplier',
  TOO_LATE: 'carrier',
  OTHER: 'nobody',
} as const satisfies Record<ReturnReason, PartyAtFault>;

/** Whose fault a complaint is taken for until somebody has found out. */
const complaintFaults = {
  late: 'carrier',
  damaged: 'supplier',
  wrong: 'supplier',
  missing: 'supplier',
  quality: 'supplier',
  service: 'merchant',
  other: 'nobody',
} as const satisfies Record<ComplaintType, PartyAtFault>;

export const isSupplierReturn = (reason: ReturnReason | null): boolean =>
  reason !== null && returnFaults[reason] === 'supplier';

export const isSupplierComplaint = (type: ComplaintType): boolean => complaintFaults[type] === 'supplier';

/** Goods that went back are claimed whatever the reason was: the return says whose fault it was. */
export const isProblemClaim = (type: ClaimType): boolean => type !== 'returned';

/** A score as a share of the best one, in hundredths: NPS 0 to 10, CSAT 1 to 5, CES 1 to 7. */
export function scoreOutOf100(kind: SurveyKind | 'review', score: number): number {
  const [least, most] = scales[kind];
  return Math.round((100 * (score - least)) / (most - least));
}

const scales = { nps: [0, 10], csat: [1, 5], ces: [1, 7], review: [1, 5] } as const;

/** The lower end of each scale: NPS' detractors answer 0 to 6 (Reichheld 2003), a review of one or two stars warns. */
const dissatisfiedMax = { nps: 6, csat: 2, ces: 3, review: 2 } as const;

export const isDissatisfied = (kind: SurveyKind | 'review', score: number): boolean => score <= dissatisfiedMax[kind];
