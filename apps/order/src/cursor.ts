import { isUUID } from 'class-validator';
import { badRequest, decodeCursor } from '#platform';

/** The id that a page starts after; null for the first page. */
export function cursorId(after: string | undefined): string | null {
  const values = decodeCursor(after);
  if (values === null) return null;
  const [id] = values;
  if (!isUUID(id)) throw badRequest('INVALID_CURSOR', 'after is not a cursor of this list.');
  return id ?? null;
}
