import { http, ifMatch, queryString } from './http.js';
import { Problem } from './problem.js';
import type { Order, Page, Policy, PolicyContent, RoutingDecision } from './types.js';

const POLICIES = '/v1/routing/policies';
const at = (id: string): string => `${POLICIES}/${encodeURIComponent(id)}`;

export interface PolicyBody {
  name: string;
  content: PolicyContent;
}

/** The code of a conflict that this page finds out itself, before it would overwrite somebody's work. */
export const ACTIVE_CHANGED = 'ACTIVE_CHANGED';

/** Newest first. */
export const listPolicies = (merchantId: string, after?: string): Promise<Page<Policy>> =>
  http.get(POLICIES, { merchantId, after, limit: 100 });
export const getPolicy = (id: string): Promise<Policy> => http.get(at(id));

/** A draft; the same reference and body again give the same draft. */
export const createPolicy = (merchantId: string, body: PolicyBody, reference: string): Promise<Policy> =>
  http.post(POLICIES + queryString({ merchantId }), body, { 'idempotency-key': reference });

/**
 * Replaces a draft, unless somebody else saved it since the revision that was seen; null overwrites whatever is there.
 * @throws Problem `POLICY_CHANGED` then.
 */
export const savePolicy = (id: string, body: PolicyBody, seen: number | null): Promise<Policy> =>
  http.put(at(id), body, ifMatch(seen));

/**
 * Makes a draft the active policy as it was seen, if the one that it was compared with still is.
 * @throws Problem {@link ACTIVE_CHANGED} otherwise, `POLICY_CHANGED` when somebody saved the draft meanwhile.
 */
export async function activatePolicy(draft: Policy, comparedWith: string | null): Promise<Policy> {
  const { items } = await http.get<Page<Policy>>(POLICIES, { merchantId: draft.merchantId, state: 'active' });
  if ((items[0]?.id ?? null) !== comparedWith) {
    throw new Problem(409, ACTIVE_CHANGED, 'Another policy was activated since.');
  }
  return http.post(`${at(draft.id)}/activate`, {}, ifMatch(draft.revision));
}

export const archivePolicy = (id: string): Promise<Policy> => http.post(`${at(id)}/archive`);

/** What the policy would decide today for a past order; nothing is stored or committed. Nobody's name is sent along. */
export const previewOrder = (order: Order, policyId: string): Promise<RoutingDecision> =>
  http.post(`/v1/routing/preview${queryString({ merchantId: order.merchantId, policyId })}`, {
    externalId: order.externalId,
    currency: order.currency,
    placedAt: order.placedAt,
    promiseBy: order.promiseBy,
    customer: { name: '–' },
    shippingAddress: { name: '–', line1: '–', city: '–', country: order.shippingAddress?.country ?? '' },
    lines: order.lines.map(({ externalLineId, sku, title, quantity, unitPriceMinor }) => ({
      ...{ externalLineId, sku, title, quantity, unitPriceMinor },
    })),
    payment: { method: 'other', status: 'paid' },
  });
