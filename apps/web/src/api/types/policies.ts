import type { LatestRevision } from './revisions.js';

/** How a merchant wants its orders routed: versioned data, one of them active. */

export const policyStates = ['draft', 'active', 'archived'] as const;
export type PolicyState = (typeof policyStates)[number];

/** A policy's rules as they are stored; the editor reaches into them by JSON pointer. */
export type PolicyContent = { readonly currency: string | null } & Readonly<Record<string, unknown>>;

export interface Policy extends LatestRevision {
  id: string;
  merchantId: string;
  /** Counts the merchant's policies from 1. Decisions carry it. */
  version: number;
  name: string;
  state: PolicyState;
  content: PolicyContent;
  createdAt: string;
  activatedAt: string | null;
  archivedAt: string | null;
}
