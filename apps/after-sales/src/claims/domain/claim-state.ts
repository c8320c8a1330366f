import { stateRules, type Transitions } from '../../states/domain/transitions.js';

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
} as const satisfies Transitions<ClaimStatus>;

/** What may be done with a claim now. */
export const { assertTransition: assertClaimTransition } = stateRules<ClaimStatus>('claim', claimTransitions);

/** What the supplier is reminded of while the claim is in this state; null: of nothing. */
export function missingOf(status: ClaimStatus): 'answer' | 'credit_note' | null {
  if (status === 'open') return 'answer';
  return status === 'accepted' ? 'credit_note' : null;
}
