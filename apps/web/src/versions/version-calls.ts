import type { useNavigate } from '@tanstack/react-router';
import type { Versioned } from './versioned.js';

/** What a person writes into a draft. */
export interface DraftBody<V extends Versioned> {
  name: string;
  content: V['content'];
}

/** What the server does with one kind of versioned data, and where its pages are. */
export interface VersionCalls<V extends Versioned> {
  /** First step of the keys of all queries that show it. */
  queryKey: string;
  /** Makes a draft. @param reference the same again is the same draft, where the server minds it. */
  create: (merchantId: string, body: DraftBody<V>, reference: string) => Promise<V>;
  /** Goes to the page of a version that was just made. Nothing is lost by leaving: it is all in there. */
  open: (navigate: ReturnType<typeof useNavigate>, made: V) => Promise<void>;
  read: (id: string) => Promise<V>;
  /** @param seen the revision that the changes were made to; null: over whatever is there. */
  save: (id: string, body: DraftBody<V>, seen: number | null) => Promise<V>;
  /** Only as it was seen. @param comparedWith what held when a person decided; null: nothing. */
  activate: (version: V, comparedWith: string | null) => Promise<V>;
  archive: (id: string) => Promise<V>;
  /** The server's codes where a draft was saved, or activated or archived, by somebody else meanwhile. */
  codes: { changed: string; notDraft: string };
}
