import type { LatestRevision } from '../api/types.js';
import type { VersionContent } from './content.js';

/** What people set by drafts that become active, one at a time: policies, rules, texts. */
export interface Versioned extends LatestRevision {
  id: string;
  merchantId: string;
  /** Counts a merchant's versions from 1. */
  version: number;
  name: string;
  state: 'draft' | 'active' | 'archived';
  content: VersionContent;
  createdAt: string;
  activatedAt: string | null;
  archivedAt?: string | null;
}

/** The one that holds. */
export const activeOf = <V extends Versioned>(versions: readonly V[]): V | null =>
  versions.find(({ state }) => state === 'active') ?? null;

/** Whether it is an answer that was on its way while the other one was saved. */
export const isOlder = (one: Pick<Versioned, 'updatedAt'>, other: Pick<Versioned, 'updatedAt'>): boolean =>
  Date.parse(one.updatedAt) < Date.parse(other.updatedAt);
