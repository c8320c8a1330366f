import { stateRules, type Transitions } from '../../states/domain/transitions.js';

/** What becomes of a complaint. */
export const complaintStatuses = ['open', 'answered', 'solved', 'merged'] as const;
export type ComplaintStatus = (typeof complaintStatuses)[number];

/** Who may follow whom. `answered`: the customer had a first answer. Who is solved can be open again. */
export const complaintTransitions = {
  open: ['answered', 'solved', 'merged'],
  answered: ['solved', 'merged'],
  solved: ['answered'],
  merged: [],
} as const satisfies Transitions<ComplaintStatus>;

/** What may be done with a complaint now. */
export const { assertTransition: assertComplaintTransition } = stateRules<ComplaintStatus>(
  'complaint',
  complaintTransitions,
);
