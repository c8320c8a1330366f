/** What becomes of a claim. `credited`: the supplier's credit notes make up for all of it. */
export const claimStatuses = ['open', 'accepted', 'disputed', 'rejected', 'credited'] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/** Who may follow whom. A dispute is decided by a person; a supplier may credit what it disputed. */
export const claimTransitions = {
  open: ['accepted', 'disputed', 'rejected', 'credited'],
  accepted: ['rejected', 'credited'],
  disputed: ['accepted', 'rejected', 'credited'],
  rejected: [],
  credited: [],
} as const satisfies Record<ClaimStatus, readonly ClaimStatus[]>;

/** The present state does not allow the step. */
export class IllegalClaimTransitionError extends Error {
  readonly code = 'CLAIM_STATE';
  readonly httpStatus = 409;

  constructor(from: ClaimStatus, to: ClaimStatus) {
    super(`A claim that is ${from} cannot become ${to}.`);
  }
}

/** @throws IllegalClaimTransitionError naming both states. */
export function assertClaimTransition(from: ClaimStatus, to: ClaimStatus): void {
  if (!(claimTransitions[from] as readonly ClaimStatus[]).includes(to)) throw new IllegalClaimTransitionError(from, to);
}

/** What the supplier is reminded of while the claim is in this state; null: of nothing. */
export function missingOf(status: ClaimStatus): 'answer' | 'credit_note' | null {
  if (status === 'open') return 'answer';
  return status === 'accepted' ? 'credit_note' : null;
}
