import '../i18n/after-sales-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { countReturns, listReturns } from '../api/returns.js';
import { type Return, returnStatuses } from '../api/types.js';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { PagedList } from '../list/paged-list.js';
import { PAGE_ROWS, usePaged } from '../list/use-paged.js';
import { Flash } from '../ui/flash.js';
import { PillTabs } from '../ui/pill-tabs.js';
import { SearchBox } from '../ui/search-box.js';
import { Blank } from '../ui/states.js';
import { StatusBadge } from '../ui/status-badge.js';
import { SupplierFilter } from '../ui/supplier-filter.js';
import { Ago } from '../ui/values.js';
import { unitsOf } from './return-facts.js';
import classes from './return.module.css';
import { ReturnsFrame } from './returns-frame.js';

const idOf = (record: Return): string => record.id;

/** What stands in the pills: what waits, each status in which something can wait, and everything. */
const waitingStatuses = returnStatuses.slice(0, 7);
type Show = 'waiting' | 'all' | (typeof returnStatuses)[number];
const shows: readonly Show[] = ['waiting', ...waitingStatuses, 'all'];

function Goods({ record }: { record: Return }): ReactNode {
  const { t } = useI18n();
  const [first] = record.lines;
  if (!first) return <span className="quiet">–</span>;
  return t('returns.goods.more', { units: first.quantity, title: first.title, more: unitsOf(record.lines.slice(1)) });
}

function useColumns(): Column<Return>[] {
  const { t, word } = useI18n();
  return useMemo(
    () => [
      {
        key: 'number',
        header: t('returns.number'),
        card: 'title',
        cell: ({ id, number }) => (
          <Link to="/returns/$returnId" params={{ returnId: id }} className={classes['number']} data-row-link>
            {number}
          </Link>
        ),
      },
      {
        key: 'status',
        header: t('returns.status'),
        card: 'end',
        cell: ({ status }) => (
          <Flash value={status}>
            <StatusBadge kind="return-status" status={status} />
          </Flash>
        ),
      },
      {
        key: 'since',
        header: t('returns.waiting'),
        card: 'line',
        cell: ({ statusSince }) => <Ago at={statusSince} />,
      },
      { key: 'kind', header: t('returns.kind'), card: 'plain', cell: ({ kind }) => word('return-kind', kind) },
      { key: 'goods', header: t('returns.goods'), card: 'plain', cell: (record) => <Goods record={record} /> },
      { key: 'order', header: t('returns.order'), card: 'line', cell: ({ externalId }) => externalId },
      {
        key: 'requested',
        header: t('returns.requested'),
        card: 'none',
        align: 'end',
        cell: ({ requestedAt }) => <Ago at={requestedAt} />,
      },
    ],
    [t, word],
  );
}

type Counts = Partial<Record<Return['status'], number>>;

/** How many there are behind each choice, as far as that is counted. */
function countOf(counts: Counts | undefined, show: Show): number | undefined {
  if (show === 'all' || counts === undefined) return undefined;
  return show === 'waiting' ? Object.values(counts).reduce((sum, count) => sum + count, 0) : (counts[show] ?? 0);
}

/** What comes back: the return that has stood longest as it does stands first. */
export function ReturnsPage(): ReactNode {
  const { t, word } = useI18n();
  const isSupplier = useSession().role === 'supplier';
  const search = useSearch({ from: '/returns' });
  const navigate = useNavigate({ from: '/returns' });
  const narrow = (change: Partial<typeof search>): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const counts = useQuery({ queryKey: ['returns', 'counts'], queryFn: countReturns });
  const show = shows.find((one) => one === search.show) ?? 'waiting';
  const { q, supplier: supplierId } = search;
  const isFiltered = q !== undefined || supplierId !== undefined;
  const columns = useColumns();
  const paged = usePaged(['returns', 'list', show, q, supplierId], (after) =>
    listReturns({
      ...{ q, supplierId, after, limit: PAGE_ROWS },
      ...(show === 'all' ? {} : { order: 'waiting' }),
      ...(show === 'all' || show === 'waiting' ? {} : { status: show }),
    }),
  );
  return (
    <ReturnsFrame
      tools={
        isSupplier ? null : (
          <>
            <SearchBox label={t('returns.search')} value={q} onSearch={(text) => narrow({ q: text })} />
            <SupplierFilter value={supplierId} onChange={(supplier) => narrow({ supplier })} />
          </>
        )
      }
    >
      <PillTabs
        label={t('returns.filter.label')}
        pills={shows.map((one) => ({
          value: one,
          label: one === 'waiting' || one === 'all' ? t(`returns.show.${one}`) : word('return-status', one),
          count: isFiltered ? undefined : countOf(counts.data, one),
        }))}
        value={show}
        onChange={(next) => narrow({ show: next === 'waiting' ? undefined : next })}
      />
      <PagedList
        label={t('returns.title')}
        columns={columns}
        paged={paged}
        rowKey={idOf}
        empty={
          isFiltered ? (
            <Blank icon="search" title={t('state.no-match.title')} body={t('state.no-match.body')} />
          ) : (
            <Blank icon="returns" title={t('returns.empty.title')} body={t('returns.empty.body')} />
          )
        }
      />
    </ReturnsFrame>
  );
}
