import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { releaseOrder } from '../api/orders.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { type ActionDialogProps, useOrderAction } from './action-dialog.js';
import { addressOf, draftAddress } from './address-draft.js';
import classes from './release-dialog.module.css';

const fields = ['name', 'line1', 'line2', 'district', 'city', 'postalCode', 'country'] as const;

/** Releasing sends the order to suppliers. One that is held for its address needs the address first. */
export function ReleaseDialog({ order, opened, onClose, onDone }: ActionDialogProps): ReactNode {
  const { t, word } = useI18n();
  const [draft, setDraft] = useState(() => draftAddress(order));
  const needsAddress = order.statusReason?.code === 'ADDRESS_INCOMPLETE';
  const address = addressOf(draft);
  const action = useOrderAction(
    order,
    () => releaseOrder(order.id, needsAddress ? (address ?? undefined) : undefined),
    () => onDone('release'),
  );
  const reason = order.statusReason ? word('reason', order.statusReason.code) : '–';
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('order.release.title', { number: order.externalId })}
      confirm={t('order.release.confirm')}
      isReady={!needsAddress || address !== null}
      action={action}
    >
      <p>{t('order.release.body', { reason })}</p>
      {needsAddress ? (
        <fieldset className={classes['address']}>
          <legend>{t('order.release.address')}</legend>
          {fields.map((field) => (
            <TextInput
              key={field}
              label={t(`address.${field}`)}
              value={draft[field]}
              onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
            />
          ))}
        </fieldset>
      ) : null}
    </ConfirmDialog>
  );
}
