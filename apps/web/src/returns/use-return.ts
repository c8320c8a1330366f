import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import type { Return } from '../api/types.js';

export const returnKey = (id: string): readonly string[] => ['returns', 'one', id];

/** Does something to a return, and shows what came of it at once, also with the money and the claims. */
export function useReturnChange<Wanted = void>(
  id: string,
  change: (wanted: Wanted) => Promise<Return>,
  onDone: () => void,
): UseMutationResult<Return, Error, Wanted> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (fresh) => {
      queries.setQueryData(returnKey(id), fresh);
      onDone();
      await Promise.all(
        ['returns', 'refunds', 'claims'].map((kind) => queries.invalidateQueries({ queryKey: [kind] })),
      );
    },
    // Somebody else may have been faster: what stands now explains the refusal.
    onError: () => queries.invalidateQueries({ queryKey: returnKey(id) }),
  });
}
