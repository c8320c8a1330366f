import { Button } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { listOrders } from '../api/orders.js';
import { type Order, orderStatuses } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { PagedList } from '../list/paged-list.js';
import { PAGE_ROWS, usePaged } from '../list/use-paged.js';
import { Flash } from '../ui/flash.js';
import { Page } from '../ui/page.js';
import { PillTabs } from '../ui/pill-tabs.js';
import { Blank } from '../ui/states.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago, Money } from '../ui/values.js';
import { supplierCodesOf, unitsOf } from './order-facts.js';
import classes from './orders-page.module.css';

function useColumns(): Column<Order>[] {
  const { t, word } = useI18n();
  return useMemo(
    () => [
      {
        key: 'number',
        header: t('orders.number'),
        card: 'title',
        width: '11%',
        cell: (order) => <OrderLink order={order} />,
      },
      {
        key: 'status',
        header: t('orders.status'),
        card: 'end',
        width: '28%',
        cell: (order) => {
          const reason = order.statusReason?.code;
          return (
            <Flash value={order.status}>
              <StatusBadge kind="order-status" status={order.status} />
              {reason ? <span className={classes['reason']}>{word('reason', reason)}</span> : null}
            </Flash>
          );
        },
      },
      { key: 'customer', header: t('orders.customer'), card: 'plain', cell: (order) => order.customer.name },
      { key: 'items', header: t('orders.items'), card: 'none', align: 'end', cell: (order) => unitsOf(order) },
      {
        key: 'suppliers',
        header: t('orders.suppliers'),
        card: 'none',
        cell: (order) => <span className="quiet">{supplierCodesOf(order).join(' · ') || '–'}</span>,
      },
      {
        key: 'total',
        header: t('orders.total'),
        card: 'plain',
        align: 'end',
        cell: (order) => <Money minor={order.totalMinor} currency={order.currency} />,
      },
      {
        key: 'placed',
        header: t('orders.placed'),
        card: 'plain',
        align: 'end',
        cell: (order) => <Ago at={order.placedAt} />,
      },
    ],
    [t, word],
  );
}

function OrderLink({ order }: { order: Order }): ReactNode {
  return (
    <Link to="/orders/$orderId" params={{ orderId: order.id }} className={classes['number']} data-row-link>
      {order.externalId}
    </Link>
  );
}

const orderId = (order: Order): string => order.id;

/** All orders, found by status or by what a customer says. */
export function OrdersPage(): ReactNode {
  const { t, word } = useI18n();
  const { status, q } = useSearch({ from: '/orders' });
  const navigate = useNavigate({ from: '/orders' });
  const columns = useColumns();
  const paged = usePaged(['orders', status, q], (after) => listOrders({ status, q, after, limit: PAGE_ROWS }));
  const clear = (): void => void navigate({ search: { status: undefined, q: undefined } });
  return (
    <Page
      title={t('orders.title')}
      lead={q === undefined ? null : t('orders.search-result', { query: q })}
      tools={q === undefined ? null : <Button onClick={clear}>{t('state.no-match.clear')}</Button>}
    >
      <PillTabs
        label={t('orders.filter.label')}
        pills={[
          { value: undefined, label: t('filter.all') },
          ...orderStatuses.map((one) => ({ value: one, label: word('order-status', one) })),
        ]}
        value={status}
        onChange={(next) => void navigate({ search: (search) => ({ ...search, status: next }) })}
      />
      <PagedList
        label={t('orders.title')}
        columns={columns}
        paged={paged}
        rowKey={orderId}
        empty={
          status === undefined && q === undefined ? (
            <Blank icon="orders" title={t('orders.empty.title')} body={t('orders.empty.body')} />
          ) : (
            <Blank
              icon="search"
              title={t('state.no-match.title')}
              body={t('state.no-match.body')}
              action={<Button onClick={clear}>{t('state.no-match.clear')}</Button>}
            />
          )
        }
      />
    </Page>
  );
}
