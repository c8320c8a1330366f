import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { PurchaseOrder } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { Flash } from '../ui/flash.js';
import { Icon } from '../ui/icon.js';
import { StatusBadge } from '../ui/status-badge.js';
import { useNow } from '../ui/use-now.js';
import { Ago, At, Money } from '../ui/values.js';
import { costOf, dueOf, unitsOf } from './line-facts.js';
import classes from './purchase-orders.module.css';

/** When the next answer is due; late ones say so. */
function Due({ purchaseOrder }: { purchaseOrder: PurchaseOrder }): ReactNode {
  const { t } = useI18n();
  const now = useNow(10_000);
  const due = dueOf(purchaseOrder);
  if (due === null) return <span className="quiet">–</span>;
  if (Date.parse(due) > now) return <At at={due} />;
  return (
    <span className="tone-bad">
      <Icon name="alert" size={12} /> <At at={due} /> {t('po.overdue')}
    </span>
  );
}

/** The columns of a list of purchase orders; a supplier's own list needs no supplier. */
export function usePurchaseOrderColumns({ withSupplier }: { withSupplier: boolean }): Column<PurchaseOrder>[] {
  const { t } = useI18n();
  return useMemo(() => {
    const columns: Column<PurchaseOrder>[] = [
      {
        key: 'number',
        header: t('po.number'),
        card: 'title',
        cell: ({ id, number }) => (
          <Link
            to="/purchase-orders/$purchaseOrderId"
            params={{ purchaseOrderId: id }}
            className={classes['number']}
            data-row-link
          >
            {number}
          </Link>
        ),
      },
      {
        key: 'status',
        header: t('po.status'),
        card: 'end',
        cell: ({ status }) => (
          <Flash value={status}>
            <StatusBadge kind="po-status" status={status} />
          </Flash>
        ),
      },
      { key: 'supplier', header: t('po.supplier'), card: 'plain', cell: ({ supplierCode }) => supplierCode },
      { key: 'items', header: t('po.items'), card: 'none', align: 'end', cell: unitsOf },
      {
        key: 'cost',
        header: t('po.cost'),
        card: 'plain',
        align: 'end',
        cell: (purchaseOrder) => <Money minor={costOf(purchaseOrder)} currency={purchaseOrder.currency} />,
      },
      { key: 'due', header: t('po.due'), card: 'line', align: 'end', cell: (row) => <Due purchaseOrder={row} /> },
      {
        key: 'created',
        header: t('po.created'),
        card: 'none',
        align: 'end',
        cell: ({ createdAt }) => <Ago at={createdAt} />,
      },
    ];
    return columns.filter(({ key }) => withSupplier || key !== 'supplier');
  }, [t, withSupplier]);
}
