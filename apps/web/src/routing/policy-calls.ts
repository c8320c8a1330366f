import { activatePolicy, archivePolicy, createPolicy, getPolicy, savePolicy } from '../api/policies.js';
import type { Policy } from '../api/types.js';
import type { VersionCalls } from '../versions/version-calls.js';

/** Routing policies. */
export const policyCalls: VersionCalls<Policy> = {
  queryKey: 'policies',
  create: createPolicy,
  open: (navigate, { id }) =>
    navigate({ to: '/routing/policies/$policyId', params: { policyId: id }, ignoreBlocker: true }),
  read: getPolicy,
  save: savePolicy,
  activate: activatePolicy,
  archive: archivePolicy,
  codes: { changed: 'POLICY_CHANGED', notDraft: 'POLICY_NOT_DRAFT' },
};
