import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';

export const claimKey = (id: string): readonly string[] => ['claims', 'one', id];

/** Does something to a claim and then asks for it anew, also when it was refused: what stands now explains why. */
export function useClaimChange<Wanted = void>(
  change: (wanted: Wanted) => Promise<unknown>,
): UseMutationResult<unknown, Error, Wanted> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: ['claims'] }),
  });
}
