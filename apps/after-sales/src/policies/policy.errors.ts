import { changedMeanwhile, conflict, notFound, type LatestRevision, type ProblemError } from '#platform';

export const policyNotFound = (id: string): ProblemError =>
  notFound('RETURN_POLICY_NOT_FOUND', `There is no return policy ${id}.`);

export const policyNotDraft = (state: string): ProblemError =>
  conflict('RETURN_POLICY_NOT_DRAFT', `The policy is ${state}: only a draft can be changed. Make a new one of it.`);

export const policyChanged = (latest: LatestRevision): ProblemError =>
  changedMeanwhile('RETURN_POLICY_CHANGED', latest);

export const policyArchived = (): ProblemError =>
  conflict('RETURN_POLICY_ARCHIVED', 'The policy is archived for good. Make a new one of it and activate that.');
