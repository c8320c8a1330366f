import { NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { cancelOrder, type CancelReason, cancelReasons } from '../api/orders.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { type ActionDialogProps, useOrderAction } from './action-dialog.js';
import { suppliersToStop } from './order-facts.js';

const isReason = (value: string): value is CancelReason => cancelReasons.some((reason) => reason === value);

/** Cancelling tells suppliers and the customer, so it says first what will happen to each, and to the money. */
export function CancelDialog({ order, opened, onClose, onDone }: ActionDialogProps): ReactNode {
  const { t, word, money } = useI18n();
  const [reason, setReason] = useState<CancelReason>('REQUESTED_BY_CUSTOMER');
  const action = useOrderAction(
    order,
    () => cancelOrder(order.id, reason),
    () => onDone('cancel'),
  );
  const suppliers = suppliersToStop(order);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('order.cancel.title', { number: order.externalId })}
      confirm={t('order.cancel.confirm')}
      isDangerous
      action={action}
    >
      <ul>
        <li>{t('order.cancel.suppliers', { count: suppliers.length, names: suppliers.join(', ') })}</li>
        <li>{t('order.cancel.parcels', { count: order.parcels.length })}</li>
        <li>{t('order.cancel.customer')}</li>
        <li>{t('order.cancel.money', { amount: money(order.totalMinor, order.currency) })}</li>
      </ul>
      <NativeSelect
        label={t('order.cancel.reason')}
        value={reason}
        onChange={(event) => {
          if (isReason(event.currentTarget.value)) setReason(event.currentTarget.value);
        }}
        data={cancelReasons.map((value) => ({ value, label: word('reason', value) }))}
      />
      <p className="quiet">{t('order.cancel.final')}</p>
    </ConfirmDialog>
  );
}
