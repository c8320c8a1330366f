import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { releaseOrder, rerouteOrder } from '../api/orders.js';
import type { Order } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { Icon } from '../ui/icon.js';
import { CancelDialog } from './cancel-dialog.js';
import classes from './order-action-buttons.module.css';
import { actionsFor } from './order-facts.js';

type Asked = 'cancel' | 'release' | 'reroute';

/** What a person can do with the order now; each says first what it will do. */
export function OrderActionButtons({ order }: { order: Order }): ReactNode {
  const { t } = useI18n();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [done, setDone] = useState<Asked | null>(null);
  const { canCancel, canRelease, canReroute } = actionsFor(order);
  const dialog = { order, onClose: () => setAsked(null), onDone: setDone };
  return (
    <div className={classes['buttons']}>
      {done ? (
        <span role="status" className="tone-good">
          <Icon name="check" size={13} /> {t(`order.done.${done}`)}
        </span>
      ) : null}
      <Button component="a" href={order.trackingUrl} target="_blank" rel="noreferrer" variant="subtle">
        {t('order.tracking-page')}
      </Button>
      {canCancel ? <Button onClick={() => setAsked('cancel')}>{t('order.cancel')}</Button> : null}
      {canReroute ? <Button variant="filled" onClick={() => setAsked('reroute')}>{t('order.reroute')}</Button> : null}
      {canRelease ? (
        <Button variant="filled" onClick={() => setAsked('release')}>
          {t('order.release')}
        </Button>
      ) : null}
      <CancelDialog {...dialog} opened={asked === 'cancel'} />
      <SimpleDialog {...dialog} opened={asked === 'release'} what="release" />
      <SimpleDialog {...dialog} opened={asked === 'reroute'} what="reroute" />
    </div>
  );
}

export interface ActionDialogProps {
  order: Order;
  opened: boolean;
  onClose: () => void;
  onDone: (what: Asked) => void;
}

/** Release and re-route need nothing but a yes. */
function SimpleDialog({
  order,
  opened,
  onClose,
  onDone,
  what,
}: ActionDialogProps & { what: 'release' | 'reroute' }): ReactNode {
  const { t, word } = useI18n();
  const queries = useQueryClient();
  const action = useMutation({
    mutationFn: () => (what === 'release' ? releaseOrder(order.id) : rerouteOrder(order.id)),
    onSuccess: async () => {
      onDone(what);
      await queries.invalidateQueries({ queryKey: ['order', order.id] });
    },
  });
  const reason = order.statusReason;
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t(`order.${what}.title`, { number: order.externalId })}
      confirm={t(`order.${what}.confirm`)}
      action={action}
    >
      <p>{t(`order.${what}.body`, { reason: reason ? word('reason', reason.code) : '–' })}</p>
    </ConfirmDialog>
  );
}
