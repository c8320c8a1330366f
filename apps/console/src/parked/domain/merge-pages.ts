/** One service's page, newest first. */
export interface SourcePage<T> {
  readonly source: string;
  readonly items: readonly T[];
  /** Whether the source has more than these. */
  readonly hasMore: boolean;
}

export interface MergedPage<T> {
  readonly items: readonly T[];
  /** Per source the id of the last item shown: where its next page starts. */
  readonly shown: ReadonlyMap<string, string>;
  readonly hasMore: boolean;
}

/** Makes one page, newest first, of the pages of several sources, so that the next one starts where this ends. */
export function mergePages<T extends { readonly id: string; readonly firstParkedAt: string }>(
  pages: readonly SourcePage<T>[],
  limit: number,
): MergedPage<T> {
  const all = pages.flatMap(({ source, items }) => items.map((item, index) => ({ source, item, index })));
  all.sort(
    (a, b) => compare(b.item.firstParkedAt, a.item.firstParkedAt) || compare(a.source, b.source) || a.index - b.index,
  );
  const taken = all.slice(0, limit);
  const shown = new Map<string, string>();
  for (const { source, item } of taken) shown.set(source, item.id);
  const hasMore = all.length > taken.length || pages.some((page) => page.hasMore);
  return { items: taken.map(({ item }) => item), shown, hasMore };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
