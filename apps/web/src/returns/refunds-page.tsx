import '../i18n/after-sales-catalogue.js';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { listRefunds } from '../api/returns.js';
import { type Refund, refundStatuses } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { PagedList } from '../list/paged-list.js';
import { PAGE_ROWS, usePaged } from '../list/use-paged.js';
import { PillTabs } from '../ui/pill-tabs.js';
import { Blank } from '../ui/states.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago, Money } from '../ui/values.js';
import classes from './return.module.css';
import { ReturnsFrame } from './returns-frame.js';

const idOf = (refund: Refund): string => refund.id;
const shows = [...refundStatuses, 'all'] as const;

/** What a refund is for is where it is mended; one that is for nothing of the kind is found at its order. */
function RefundLink({ refund }: { refund: Refund }): ReactNode {
  const amount = <Money minor={refund.amountMinor} currency={refund.currency} />;
  const shared = { className: classes['number'], 'data-row-link': true };
  if (refund.complaintId !== null)
    return (
      <Link to="/complaints/$complaintId" params={{ complaintId: refund.complaintId }} {...shared}>
        {amount}
      </Link>
    );
  return refund.returnId === null ? (
    <Link to="/orders/$orderId" params={{ orderId: refund.orderId }} {...shared}>
      {amount}
    </Link>
  ) : (
    <Link to="/returns/$returnId" params={{ returnId: refund.returnId }} {...shared}>
      {amount}
    </Link>
  );
}

function useColumns(): Column<Refund>[] {
  const { t } = useI18n();
  return useMemo(
    () => [
      { key: 'amount', header: t('refund.amount'), card: 'title', cell: (refund) => <RefundLink refund={refund} /> },
      {
        key: 'status',
        header: t('returns.status'),
        card: 'end',
        cell: ({ status }) => <StatusBadge kind="refund-status" status={status} />,
      },
      {
        key: 'attempts',
        header: t('refund.log'),
        card: 'plain',
        cell: ({ attempts, failureCode }) => (
          <>
            {t('refund.attempts', { count: attempts })}
            {failureCode === null ? null : <span className="tone-bad"> · {failureCode}</span>}
          </>
        ),
      },
      {
        key: 'requested',
        header: t('refunds.requested'),
        card: 'line',
        align: 'end',
        cell: ({ requestedAt }) => <Ago at={requestedAt} />,
      },
      {
        key: 'settled',
        header: t('refunds.settled'),
        card: 'line',
        align: 'end',
        cell: ({ settledAt }) => <Ago at={settledAt} />,
      },
    ],
    [t],
  );
}

/** What stores were asked to pay back; what they refused stands first, because it waits for a person. */
export function RefundsPage(): ReactNode {
  const { t } = useI18n();
  const search = useSearch({ from: '/returns/refunds' });
  const navigate = useNavigate({ from: '/returns/refunds' });
  const show = shows.find((one) => one === search.show) ?? 'failed';
  const columns = useColumns();
  const paged = usePaged(['refunds', 'list', show], (after) =>
    listRefunds({ status: show === 'all' ? undefined : show, after, limit: PAGE_ROWS }),
  );
  return (
    <ReturnsFrame>
      <PillTabs
        label={t('refunds.filter')}
        pills={shows.map((one) => ({ value: one, label: t(`refunds.show.${one}`) }))}
        value={show}
        onChange={(next) => void navigate({ search: { show: next === 'failed' ? undefined : next }, replace: true })}
      />
      <PagedList
        label={t('returns.tab.refunds')}
        columns={columns}
        paged={paged}
        rowKey={idOf}
        empty={<Blank icon="returns" title={t('refunds.empty.title')} body={t('refunds.empty.body')} />}
      />
    </ReturnsFrame>
  );
}
