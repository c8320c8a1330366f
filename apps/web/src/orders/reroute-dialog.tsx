import type { ReactNode } from 'react';
import { rerouteOrder } from '../api/orders.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { type ActionDialogProps, useOrderAction } from './action-dialog.js';

/** Routing again touches only units that nobody has. */
export function RerouteDialog({ order, opened, onClose, onDone }: ActionDialogProps): ReactNode {
  const { t } = useI18n();
  const action = useOrderAction(
    order,
    () => rerouteOrder(order.id),
    () => onDone('reroute'),
  );
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('order.reroute.title', { number: order.externalId })}
      confirm={t('order.reroute.confirm')}
      action={action}
    >
      <p>{t('order.reroute.body')}</p>
    </ConfirmDialog>
  );
}
