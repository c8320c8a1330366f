/** How a merchant wants its orders routed: versioned data, one of them active. */

export const policyStates = ['draft', 'active', 'archived'] as const;
export type PolicyState = (typeof policyStates)[number];

/** A policy's rules as they are stored; the editor reaches into them by JSON pointer. */
export type PolicyContent = { readonly currency: string | null } & Readonly<Record<string, unknown>>;

export interface Policy {
  id: string;
  merchantId: string;
  /** Counts the merchant's policies from 1. Decisions carry it. */
  version: number;
  /** Counts the changes of a draft from 1. */
  revision: number;
  name: string;
  state: PolicyState;
  content: PolicyContent;
  createdAt: string;
  updatedAt: string;
  activatedAt: string | null;
  archivedAt: string | null;
}
