import { useInfiniteQuery } from '@tanstack/react-query';
import type { Page } from '../api/types.js';

/** Rows asked for at once. */
export const PAGE_ROWS = 100;
/** Up to this many pages are asked for again when something changed; beyond, the person decides. */
const LIVE_PAGES_MAX = 3;

export interface Paged<T> {
  items: T[] | undefined;
  error: Error | null;
  errorAt: number;
  loadedAt: number;
  hasMore: boolean;
  isLoadingMore: boolean;
  /** True when the list is too long to be renewed by itself and something changed since. */
  isOutdated: boolean;
  loadMore: () => void;
  reload: () => void;
}

/** A list that comes page by page, each from the cursor of the one before. */
export function usePaged<T>(
  queryKey: readonly unknown[],
  fetchPage: (after: string | undefined) => Promise<Page<T>>,
): Paged<T> {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    meta: { pagesMax: LIVE_PAGES_MAX },
  });
  const tooLong = (query.data?.pages.length ?? 0) > LIVE_PAGES_MAX;
  return {
    items: query.data?.pages.flatMap(({ items }) => items),
    error: query.error,
    errorAt: query.errorUpdatedAt,
    loadedAt: query.dataUpdatedAt,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    isOutdated: tooLong && query.isStale,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    reload: () => void query.refetch(),
  };
}
