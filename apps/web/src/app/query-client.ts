import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem, isUnauthenticated } from '../api/problem.js';
import { SESSION_QUERY } from './session-query.js';

/** Tries of a question that the server may answer a moment later; a refusal is final. */
const RETRIES_MAX = 2;

const isFinal = (error: unknown): boolean => isProblem(error) && error.status >= 400 && error.status < 500;

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // The session ended elsewhere: ask who we are, which leads to the sign-in page.
        if (isUnauthenticated(error) && query.queryKey[0] !== SESSION_QUERY[0]) {
          void client.invalidateQueries({ queryKey: SESSION_QUERY });
        }
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < RETRIES_MAX && !isFinal(error),
        refetchOnWindowFocus: true,
      },
    },
  });
  return client;
}
