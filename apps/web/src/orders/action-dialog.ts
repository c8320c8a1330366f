import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import type { Order } from '../api/types.js';

export type OrderAction = 'cancel' | 'release' | 'reroute';

/** What the dialogs of an order's actions share. */
export interface ActionDialogProps {
  order: Order;
  opened: boolean;
  onClose: () => void;
  onDone: (what: OrderAction) => void;
}

/** Does something with an order and then asks for it anew. */
export function useOrderAction(
  order: Order,
  act: () => Promise<unknown>,
  onDone: () => void,
): UseMutationResult<unknown, Error, void> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: ['order', order.id] });
    },
  });
}
