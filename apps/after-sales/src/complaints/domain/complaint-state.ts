/** What becomes of a complaint. */
export const complaintStatuses = ['open', 'answered', 'solved', 'merged'] as const;
export type ComplaintStatus = (typeof complaintStatuses)[number];

/** Who may follow whom. `answered`: the customer had a first answer. Who is solved can be open again. */
export const complaintTransitions = {
  open: ['answered', 'solved', 'merged'],
  answered: ['solved', 'merged'],
  solved: ['answered'],
  merged: [],
} as const satisfies Record<ComplaintStatus, readonly ComplaintStatus[]>;

/** The present state does not allow the step. */
export class IllegalComplaintTransitionError extends Error {
  readonly code = 'COMPLAINT_STATE';
  readonly httpStatus = 409;

  constructor(from: ComplaintStatus, to: ComplaintStatus) {
    super(`A complaint that is ${from} cannot become ${to}.`);
  }
}

/** @throws IllegalComplaintTransitionError naming both states. */
export function assertComplaintTransition(from: ComplaintStatus, to: ComplaintStatus): void {
  if (!(complaintTransitions[from] as readonly ComplaintStatus[]).includes(to))
    throw new IllegalComplaintTransitionError(from, to);
}
