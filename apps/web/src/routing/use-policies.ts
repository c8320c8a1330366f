import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { getPolicy, listPolicies } from '../api/policies.js';
import type { Merchant, Page, Policy } from '../api/types.js';
import { useSession } from '../app/session.js';
import { useMerchants } from '../keys/use-merchants.js';

/** All versions of a merchant, the newest first. A merchant has tens of them. */
export const usePolicies = (merchantId: string | null): UseQueryResult<Page<Policy>> =>
  useQuery({
    queryKey: ['policies', merchantId],
    queryFn: () => listPolicies(merchantId ?? ''),
    enabled: merchantId !== null,
  });

export const usePolicy = (policyId: string): UseQueryResult<Policy> =>
  useQuery({ queryKey: ['policies', 'one', policyId], queryFn: () => getPolicy(policyId) });

export interface MerchantChoice {
  /** Whose routing is looked at; null until an operator's merchants are known. */
  merchantId: string | null;
  /** More than one for an operator only. */
  merchants: readonly Merchant[];
}

/** A merchant sees its own; an operator the one in the address bar, else the first. */
export function useMerchantChoice(): MerchantChoice {
  const session = useSession();
  const { merchant } = useSearch({ strict: false });
  const merchants = useMerchants(session.merchantId === null).data?.items ?? [];
  return { merchantId: session.merchantId ?? merchant ?? merchants[0]?.id ?? null, merchants };
}
