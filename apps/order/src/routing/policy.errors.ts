import { changedMeanwhile, conflict, notFound, unprocessable, type LatestRevision, type ProblemError } from '#platform';
import type { PolicyFault } from './domain/policy/policy-faults.js';

export const policyNotFound = (id: string): ProblemError => notFound('POLICY_NOT_FOUND', `There is no policy ${id}.`);

export const policyNotDraft = (state: string): ProblemError =>
  conflict('POLICY_NOT_DRAFT', `The policy is ${state}: only a draft can be changed. Make a new one of it.`);

export const policyChanged = (latest: LatestRevision): ProblemError => changedMeanwhile('POLICY_CHANGED', latest);

export const policyArchived = (): ProblemError =>
  conflict('POLICY_ARCHIVED', 'The policy is archived for good. Make a new one of it and activate that.');

export const policyInvalid = (faults: readonly PolicyFault[]): ProblemError =>
  unprocessable('POLICY_INVALID', `${faults.length} places of the policy make no sense.`, faults);

export const policyKeyReused = (): ProblemError =>
  unprocessable('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another policy.');

export const idempotencyKeyInvalid = (): ProblemError =>
  unprocessable('IDEMPOTENCY_KEY_INVALID', 'An Idempotency-Key has 1 to 255 visible characters.', [
    { pointer: '/header/idempotency-key', code: 'IDEMPOTENCY_KEY_INVALID', detail: 'Leave it out or mend it.' },
  ]);

export const simulationNotFound = (id: string): ProblemError =>
  notFound('SIMULATION_NOT_FOUND', `There is no simulation ${id}.`);

export const policyChoice = (): ProblemError =>
  unprocessable('POLICY_CHOICE', 'Give either policyId or policy.', [
    { pointer: '/policyId', code: 'POLICY_CHOICE', detail: 'Give either policyId or policy.' },
  ]);
