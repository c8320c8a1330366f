import { useQueryClient } from '@tanstack/react-query';
import { savePolicy } from '../api/policies.js';
import type { Policy } from '../api/types.js';
import { type Draft, useDraft } from '../versions/use-draft.js';

/** A routing policy while a person edits it. */
export function usePolicyDraft(policy: Policy): Draft<Policy> {
  const queries = useQueryClient();
  return useDraft(policy, {
    put: (body, seen) => savePolicy(policy.id, body, seen?.revision ?? null),
    onSaved: async (fresh) => {
      queries.setQueryData(['policy', fresh.id], fresh);
      await queries.invalidateQueries({ queryKey: ['policies'] });
    },
  });
}
