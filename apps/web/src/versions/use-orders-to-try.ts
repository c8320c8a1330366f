import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { listOrders } from '../api/orders.js';
import type { Order, Page } from '../api/types.js';

/** Past orders that a person may try a draft on. */
const ORDERS_OFFERED = 50;

/** A merchant's newest orders, of a status or of all: what a draft can be tried on. */
export const useOrdersToTry = (merchantId: string, status?: Order['status']): UseQueryResult<Page<Order>> =>
  useQuery({
    queryKey: ['orders', 'of-merchant', merchantId, status ?? 'any'],
    queryFn: () => listOrders({ merchantId, status, limit: ORDERS_OFFERED }),
  });
