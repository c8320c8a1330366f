import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure, RowsSkeleton, StaleNote } from './states.js';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

/** Shows a query in each of its states: loading, failed, there, and there but no longer fresh. */
export function Loaded<T>({ query, skeleton, children }: LoadedProps<T>): ReactNode {
  const retry = (): void => void query.refetch();
  if (query.data === undefined) {
    if (query.isError) return <Failure error={query.error} since={query.errorUpdatedAt} onRetry={retry} />;
    return skeleton ?? <RowsSkeleton />;
  }
  return (
    <>
      {query.isError ? <StaleNote at={query.dataUpdatedAt} onRetry={retry} /> : null}
      {children(query.data)}
    </>
  );
}
