import { http, ifMatch, queryString } from './http.js';
import type { Page, ReturnPolicy, ReturnPolicyPreview } from './types.js';

const POLICIES = '/v1/return-policies';
const at = (id: string): string => `${POLICIES}/${encodeURIComponent(id)}`;

export type ReturnPolicyBody = Pick<ReturnPolicy, 'name' | 'content'>;

/** Newest first. A merchant has tens of them. */
export const listReturnPolicies = (merchantId: string): Promise<Page<ReturnPolicy>> =>
  http.get(POLICIES, { merchantId, limit: 200 });
export const getReturnPolicy = (id: string): Promise<ReturnPolicy> => http.get(at(id));
/** Makes a draft. */
export const createReturnPolicy = (merchantId: string, body: ReturnPolicyBody): Promise<ReturnPolicy> =>
  http.post(POLICIES + queryString({ merchantId }), body);
/** @param seen the revision that was changed; null: over whatever is there. */
export const saveReturnPolicy = (id: string, body: ReturnPolicyBody, seen: number | null): Promise<ReturnPolicy> =>
  http.put(at(id), body, ifMatch(seen));
/** As it was seen. */
export const activateReturnPolicy = ({ id, revision }: ReturnPolicy): Promise<ReturnPolicy> =>
  http.post(`${at(id)}/activate`, {}, ifMatch(revision));
export const archiveReturnPolicy = (id: string): Promise<ReturnPolicy> => http.post(`${at(id)}/archive`);

/** Which question both policies are asked. */
export interface PolicyQuestion {
  /** Why everything would come back. */
  reasonCode: string;
  /** As if asked so many days after delivery; null: now. */
  daysAfterDelivery: number | null;
}

/** What it would say of one order, or of so many of the newest delivered ones. Nothing is stored. */
export const previewReturnPolicy = (
  id: string,
  about: { orderId: string } | { orders: number },
  { reasonCode, daysAfterDelivery }: PolicyQuestion,
): Promise<ReturnPolicyPreview> =>
  http.post(`${at(id)}/preview`, {
    ...about,
    reasonCode,
    ...(daysAfterDelivery === null ? {} : { daysAfterDelivery }),
  });
