import { useEffect } from 'react';
import { isTyping } from '../ui/is-typing.js';

interface RowKeysOptions {
  count: number;
  listId: string;
  scrollTo: (index: number) => void;
}

const rowLink = (listId: string, index: number): HTMLElement | null =>
  document.querySelector<HTMLElement>(`#${CSS.escape(listId)} [data-index="${index}"] [data-row-link]`);

function focusedIndex(listId: string): number {
  const row = document.activeElement?.closest<HTMLElement>('[data-index]');
  if (!row?.closest(`#${CSS.escape(listId)}`)) return -1;
  return Number(row.dataset['index']);
}

/** `j` and `k` walk over the rows by moving the focus, so that Enter and screen readers need nothing more. */
export function useRowKeys({ count, listId, scrollTo }: RowKeysOptions): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event) || (event.key !== 'j' && event.key !== 'k')) return;
      const next = Math.min(count - 1, Math.max(0, focusedIndex(listId) + (event.key === 'j' ? 1 : -1)));
      if (count === 0) return;
      event.preventDefault();
      scrollTo(next);
      // The row may only exist after the list has scrolled to it.
      requestAnimationFrame(() => rowLink(listId, next)?.focus({ preventScroll: true }));
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [count, listId, scrollTo]);
}
