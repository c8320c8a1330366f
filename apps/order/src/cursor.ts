import { decodeCursor } from '#platform';

/** The id that a page starts after; null for the first page. */
export const cursorId = (after: string | undefined): string | null => decodeCursor(after, 'id')?.[0] ?? null;
