import { useCallback, useState } from 'react';
import type { ComplaintThread } from '../api/types.js';

const threads: readonly ComplaintThread[] = ['customer', 'supplier', 'internal'];
const keyOf = (complaintId: string, thread: ComplaintThread): string => `kervan.draft.${complaintId}.${thread}`;

function stored(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    // Storage is refused in some private windows: then a draft lasts as long as the page.
    return '';
  }
}

function store(key: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // As above.
  }
}

export interface Drafts {
  of: (thread: ComplaintThread) => string;
  write: (thread: ComplaintThread, text: string) => void;
  isEmpty: boolean;
}

/** What somebody is writing, one text per thread. It outlives a reload and a look at another page. */
export function useDrafts(complaintId: string): Drafts {
  const [texts, setTexts] = useState(
    () => new Map(threads.map((thread) => [thread, stored(keyOf(complaintId, thread))])),
  );
  const write = useCallback(
    (thread: ComplaintThread, text: string) => {
      store(keyOf(complaintId, thread), text);
      setTexts((before) => new Map(before).set(thread, text));
    },
    [complaintId],
  );
  return {
    of: (thread) => texts.get(thread) ?? '',
    write,
    isEmpty: [...texts.values()].every((text) => text.trim() === ''),
  };
}
