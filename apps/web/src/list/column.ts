import type { ReactNode } from 'react';

/** A column of a list, and where its value goes when the list becomes cards on a phone. */
export interface Column<T> {
  key: string;
  header: string;
  cell: (row: T) => ReactNode;
  align?: 'end';
  width?: string;
  /**
   * `title` and `end` share the first line of a card. Under it, `plain` speaks for itself, `line` needs its header
   * said; `none` is left out.
   */
  card: 'title' | 'end' | 'plain' | 'line' | 'none';
}
