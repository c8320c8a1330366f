import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { Order } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import type { OrderAction } from './action-dialog.js';
import { CancelDialog } from './cancel-dialog.js';
import classes from './order-action-buttons.module.css';
import { actionsFor } from './order-facts.js';
import { ReleaseDialog } from './release-dialog.js';
import { RerouteDialog } from './reroute-dialog.js';

/** How long the page says that something was done; by then the order itself shows it. */
const DONE_SHOWN_MS = 8_000;

/** What a person can do with the order now; each says first what it will do. */
export function OrderActionButtons({ order }: { order: Order }): ReactNode {
  const { t } = useI18n();
  const [asked, setAsked] = useState<OrderAction | null>(null);
  const [done, setDone] = useState<OrderAction | null>(null);
  useEffect(() => {
    if (done === null) return undefined;
    const timer = setTimeout(() => setDone(null), DONE_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [done]);
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
      {canReroute ? (
        <Button variant="filled" onClick={() => setAsked('reroute')}>
          {t('order.reroute')}
        </Button>
      ) : null}
      {canRelease ? (
        <Button variant="filled" onClick={() => setAsked('release')}>
          {t('order.release')}
        </Button>
      ) : null}
      <CancelDialog {...dialog} opened={asked === 'cancel'} />
      <ReleaseDialog {...dialog} opened={asked === 'release'} />
      <RerouteDialog {...dialog} opened={asked === 'reroute'} />
    </div>
  );
}
