import {
  activateReturnPolicy,
  archiveReturnPolicy,
  createReturnPolicy,
  getReturnPolicy,
  saveReturnPolicy,
} from '../api/return-policies.js';
import type { ReturnPolicy } from '../api/types.js';
import type { VersionCalls } from '../versions/version-calls.js';

/** How goods are taken back. */
export const returnPolicyCalls: VersionCalls<ReturnPolicy> = {
  queryKey: 'return-policies',
  create: createReturnPolicy,
  open: (navigate, { id }) =>
    navigate({ to: '/returns/policies/$policyId', params: { policyId: id }, ignoreBlocker: true }),
  read: getReturnPolicy,
  save: saveReturnPolicy,
  activate: activateReturnPolicy,
  archive: archiveReturnPolicy,
  codes: { changed: 'RETURN_POLICY_CHANGED', notDraft: 'RETURN_POLICY_NOT_DRAFT' },
};
