import type { LatestRevision } from './revisions.js';

/** How a merchant takes goods back: versioned data, one of them active. */

export interface ReturnPolicy extends LatestRevision {
  id: string;
  merchantId: string;
  /** Counts the merchant's policies from 1, which is the default one. Orders and returns carry it. */
  version: number;
  name: string;
  state: 'draft' | 'active' | 'archived';
  /** As it is stored; the editor reaches into it by JSON pointer. */
  content: Readonly<Record<string, unknown>>;
  createdAt: string;
  activatedAt: string | null;
  archivedAt: string | null;
}
