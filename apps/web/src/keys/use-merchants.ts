import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { listMerchants } from '../api/session.js';
import type { Merchant, Page } from '../api/types.js';

export const useMerchants = (enabled = true): UseQueryResult<Page<Merchant>> =>
  useQuery({ queryKey: ['merchants'], queryFn: listMerchants, enabled });

/** What a merchant is called, by its id. Its id's end while names are not loaded. */
export function useMerchantNames(): (merchantId: string) => string {
  const { data } = useMerchants();
  return (merchantId) => data?.items.find(({ id }) => id === merchantId)?.name ?? merchantId.slice(-8);
}
