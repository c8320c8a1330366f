import type { ReactNode } from 'react';
import type { Order } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Flash } from '../ui/flash.js';
import { StatusBadge } from '../ui/status-badge.js';
import { lookOf } from '../ui/status-look.js';
import { At, Money } from '../ui/values.js';
import { OrderActionButtons } from './order-action-buttons.js';
import classes from './order-head.module.css';

/** The state of the order in one line, and under it what happens next and what can be done. */
export function OrderHead({ order }: { order: Order }): ReactNode {
  const { t } = useI18n();
  const delivered = order.parcels.filter(({ status }) => status === 'delivered').length;
  return (
    <>
      <div className={classes['facts']}>
        <Flash value={order.status}>
          <StatusBadge kind="order-status" status={order.status} />
        </Flash>
        <span className={classes['total']}>
          <Money minor={order.totalMinor} currency={order.currency} />
        </span>
        <span className="quiet">
          {t('order.placed-at')} <At at={order.placedAt} />
        </span>
        {order.promiseBy ? (
          <span className="quiet">
            {t('order.promise')} <At at={order.promiseBy} style="day" />
          </span>
        ) : null}
        {order.parcels.length > 0 ? (
          <span className="quiet">{t('order.parcels-shipped', { done: delivered, all: order.parcels.length })}</span>
        ) : null}
      </div>
      <NextStep order={order} />
    </>
  );
}

function NextStep({ order }: { order: Order }): ReactNode {
  const { t, word } = useI18n();
  const reason = order.statusReason;
  const { tone } = lookOf('order-status', order.status);
  return (
    <div className={classes['next']} data-tone={reason ? tone : undefined}>
      <p className={classes['text']}>
        <span className={classes['label']}>{t('order.next')}</span>
        {reason ? <strong>{word('reason', reason.code)}. </strong> : null}
        <span>{reason?.nextAction ? word('next', reason.nextAction) : t(`order.next.${order.status}`)}</span>
      </p>
      <OrderActionButtons order={order} />
    </div>
  );
}
