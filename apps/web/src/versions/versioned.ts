import type { VersionContent } from './content.js';

/** What people set by drafts that become active, one at a time: policies, rules. */
export interface Versioned {
  id: string;
  merchantId: string;
  /** Counts a merchant's versions from 1. */
  version: number;
  name: string;
  state: 'draft' | 'active' | 'archived';
  content: VersionContent;
  createdAt: string;
  activatedAt: string | null;
  /** Absent where the server does not say when a draft was changed. */
  updatedAt?: string;
  archivedAt?: string | null;
}

/** The one that holds. */
export const activeOf = <V extends Versioned>(versions: readonly V[]): V | null =>
  versions.find(({ state }) => state === 'active') ?? null;
