import { http, queryString } from './http.js';
import type { Page, ReturnPolicy } from './types.js';

const POLICIES = '/v1/return-policies';
const at = (id: string): string => `${POLICIES}/${encodeURIComponent(id)}`;

export type ReturnPolicyBody = Pick<ReturnPolicy, 'name' | 'content'>;

/** The server's code where a draft was activated or archived meanwhile. */
export const RETURN_POLICY_NOT_DRAFT = 'RETURN_POLICY_NOT_DRAFT';

/** Newest first. A merchant has tens of them. */
export const listReturnPolicies = (merchantId: string): Promise<Page<ReturnPolicy>> =>
  http.get(POLICIES, { merchantId, limit: 200 });
export const getReturnPolicy = (id: string): Promise<ReturnPolicy> => http.get(at(id));
/** Makes a draft. */
export const createReturnPolicy = (merchantId: string, body: ReturnPolicyBody): Promise<ReturnPolicy> =>
  http.post(POLICIES + queryString({ merchantId }), body);
/** @throws Problem {@link RETURN_POLICY_NOT_DRAFT} */
export const saveReturnPolicy = (id: string, body: ReturnPolicyBody): Promise<ReturnPolicy> => http.put(at(id), body);
export const activateReturnPolicy = (id: string): Promise<ReturnPolicy> => http.post(`${at(id)}/activate`);
export const archiveReturnPolicy = (id: string): Promise<ReturnPolicy> => http.post(`${at(id)}/archive`);
