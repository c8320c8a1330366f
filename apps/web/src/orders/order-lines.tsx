import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Order, OrderLine } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Flash } from '../ui/flash.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Money } from '../ui/values.js';
import { unitsFrom } from './order-facts.js';
import classes from './order-lines.module.css';

/** What was ordered, and for each unit who ships it. */
export function OrderLines({ order }: { order: Order }): ReactNode {
  return (
    <>
      <ul className={classes['lines']}>
        {order.lines.map((line) => (
          <Line key={line.id} line={line} currency={order.currency} />
        ))}
      </ul>
      <Totals order={order} />
    </>
  );
}

function Line({ line, currency }: { line: OrderLine; currency: string }): ReactNode {
  const { t, word } = useI18n();
  return (
    <li className={classes['line']}>
      <span className={classes['quantity']}>{line.quantity} ×</span>
      <div className={classes['item']}>
        <span className={classes['title']}>{line.title}</span> <code className="quiet">{line.sku}</code>
        <ul className={classes['allocations']} aria-label={t('order.line.where')}>
          {line.allocations.map((allocation) => (
            <li key={allocation.purchaseOrderId + allocation.status}>
              <Link
                to="/purchase-orders/$purchaseOrderId"
                params={{ purchaseOrderId: allocation.purchaseOrderId }}
                className="link"
              >
                {unitsFrom(allocation)} × {allocation.supplierCode}
              </Link>
              <StatusBadge kind="line-status" status={allocation.status} />
            </li>
          ))}
          {line.allocations.length === 0 ? <li className="quiet">{t('order.line.none')}</li> : null}
        </ul>
      </div>
      <Flash value={line.status}>
        <StatusBadge kind="line-status" status={line.status} />
        {line.statusReason ? <span className={classes['reason']}>{word('reason', line.statusReason.code)}</span> : null}
      </Flash>
      <span className={classes['price']}>
        <Money minor={line.unitPriceMinor * line.quantity} currency={currency} />
      </span>
    </li>
  );
}

function Totals({ order }: { order: Order }): ReactNode {
  const { t, money } = useI18n();
  const { goodsMinor, shippingMinor, discountMinor, totalMinor, currency } = order;
  const rows = [
    { key: 'goods', minor: goodsMinor },
    { key: 'shipping', minor: shippingMinor },
    { key: 'discount', minor: -discountMinor },
    { key: 'total', minor: totalMinor },
  ] as const;
  return (
    <dl className={classes['totals']}>
      {rows
        .filter(({ key, minor }) => key === 'total' || minor !== 0)
        .map(({ key, minor }) => (
          <div key={key} data-total={key === 'total' || undefined}>
            <dt>{t(`order.totals.${key}`)}</dt>
            <dd className="num">{money(minor, currency)}</dd>
          </div>
        ))}
    </dl>
  );
}
