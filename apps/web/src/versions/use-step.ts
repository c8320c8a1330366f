import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import type { VersionCalls } from './version-calls.js';
import type { Versioned } from './versioned.js';

/** What can be done with a version as a whole. */
export type VersionStep = 'activate' | 'archive';

/** A step, after which everything that shows the versions is renewed. */
export function useStep<V extends Versioned>(
  { queryKey }: Pick<VersionCalls<V>, 'queryKey'>,
  step: () => Promise<V>,
): UseMutationResult<V, Error, void> {
  const queries = useQueryClient();
  const renew = (): Promise<void> => queries.invalidateQueries({ queryKey: [queryKey] });
  // Perhaps somebody else was faster: then the list of changes is against the wrong version, or of the wrong draft.
  return useMutation({ mutationFn: step, onSuccess: renew, onError: renew });
}
