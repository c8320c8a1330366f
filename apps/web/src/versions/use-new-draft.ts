import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newReference } from '../ui/reference.js';
import type { DraftBody, VersionCalls } from './version-calls.js';
import type { Versioned } from './versioned.js';

/** Makes a draft of something and goes there. */
export function useNewDraft<V extends Versioned>(
  { queryKey, create, open }: Pick<VersionCalls<V>, 'queryKey' | 'create' | 'open'>,
  merchantId: string,
  { name, content }: DraftBody<V>,
): UseMutationResult<V, Error, void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  // One reference for each button: pressed twice, it is one draft.
  const [reference] = useState(newReference);
  return useMutation({
    mutationFn: () => create(merchantId, { name, content }, reference),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: [queryKey] });
      await open(navigate, made);
    },
  });
}
