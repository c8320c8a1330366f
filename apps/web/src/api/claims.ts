import { http } from './http.js';
import type { Claim, ClaimCount, Page } from './types.js';

export interface ClaimFilter {
  /** `due`: what is not over, the one first that has waited longest for its supplier. */
  order?: 'due' | undefined;
  orderId?: string | undefined;
  returnId?: string | undefined;
  status?: string | undefined;
  supplierId?: string | undefined;
  after?: string | undefined;
  limit?: number;
}

export type ClaimDecision = 'accepted' | 'disputed' | 'rejected';

const at = (id: string): string => `/v1/claims/${encodeURIComponent(id)}`;

export const listClaims = (filter: ClaimFilter): Promise<Page<Claim>> => http.get('/v1/claims', { ...filter });
export const countClaims = (): Promise<{ items: ClaimCount[] }> => http.get('/v1/claims/counts');
export const getClaim = (id: string): Promise<Claim> => http.get(at(id));
export const decideClaim = (id: string, decision: ClaimDecision, detail: string | null): Promise<Claim> =>
  http.post(`${at(id)}/decision`, { decision, detail });

export interface CreditNote {
  number: string;
  currency: string;
  amountMinor: number;
}

/** The same number and amount again changes nothing. */
export const creditClaim = (id: string, note: CreditNote): Promise<Claim> => http.post(`${at(id)}/credit-notes`, note);
/** What is in it is decided by its bytes. */
export const addPhoto = (id: string, photo: Blob): Promise<unknown> => http.upload(`${at(id)}/photos`, photo);
export const photoAddress = (id: string, sha256: string): string => `${at(id)}/photos/${encodeURIComponent(sha256)}`;
