import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { createReturnPolicy, type ReturnPolicyBody } from '../api/return-policies.js';
import type { ReturnPolicy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { NewDraftButton } from '../versions/new-draft-button.js';

/** Makes a draft of something and goes there. */
export function useNewReturnPolicy(
  merchantId: string,
  body: ReturnPolicyBody,
): UseMutationResult<ReturnPolicy, Error, void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => createReturnPolicy(merchantId, body),
    onSuccess: async (draft) => {
      await queries.invalidateQueries({ queryKey: ['return-policies'] });
      // Nothing is lost by leaving: it is all in the new draft.
      await navigate({ to: '/returns/policies/$policyId', params: { policyId: draft.id }, ignoreBlocker: true });
    },
  });
}

/** A draft begins as a copy; of an archived policy it is the way back. */
export function NewReturnPolicy({ from, label }: { from: ReturnPolicy; label: string }): ReactNode {
  const { t } = useI18n();
  const { merchantId, name, content } = from;
  const create = useNewReturnPolicy(merchantId, { name: t('policy.copy-name', { name }), content });
  return <NewDraftButton label={label} create={create} />;
}
