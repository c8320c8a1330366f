import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { listSuppliers } from '../api/supply.js';
import type { Page, Supplier } from '../api/types.js';

export const useSuppliers = (enabled = true): UseQueryResult<Page<Supplier>> =>
  useQuery({ queryKey: ['suppliers'], queryFn: listSuppliers, enabled });

/** What a supplier is called, by its id. Its id's end while names are not loaded. */
export function useSupplierNames(enabled = true): (supplierId: string) => string {
  const { data } = useSuppliers(enabled);
  return (supplierId) => data?.items.find(({ id }) => id === supplierId)?.name ?? supplierId.slice(-8);
}

/** Where a supplier ships from, by its id; null while that is not known. */
export function useSupplierCountries(): (supplierId: string) => string | null {
  const { data } = useSuppliers();
  return (supplierId) => data?.items.find(({ id }) => id === supplierId)?.country ?? null;
}
