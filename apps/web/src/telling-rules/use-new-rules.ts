import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createRules, type RulesBody } from '../api/told.js';
import type { NotificationRules } from '../api/types.js';
import { rulesToSend } from './rules-fields.js';

/** Makes a draft of something and goes there. */
export function useNewRules(
  merchantId: string,
  { name, content }: RulesBody,
): UseMutationResult<NotificationRules, Error, void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => createRules(merchantId, { name, content: rulesToSend(content) }),
    onSuccess: async (draft) => {
      await queries.invalidateQueries({ queryKey: ['telling-rules'] });
      // Nothing is lost by leaving: it is all in the new draft.
      await navigate({ to: '/messages/rules/$rulesId', params: { rulesId: draft.id }, ignoreBlocker: true });
    },
  });
}
