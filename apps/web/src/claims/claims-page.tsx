import '../i18n/after-sales-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { countClaims, listClaims } from '../api/claims.js';
import type { Claim, ClaimStatus } from '../api/types.js';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { PagedList } from '../list/paged-list.js';
import { PAGE_ROWS, usePaged } from '../list/use-paged.js';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { Flash } from '../ui/flash.js';
import { Page } from '../ui/page.js';
import { PillTabs } from '../ui/pill-tabs.js';
import { Blank } from '../ui/states.js';
import { StatusBadge } from '../ui/status-badge.js';
import { SupplierFilter } from '../ui/supplier-filter.js';
import { Ago, At, Money } from '../ui/values.js';
import { leftMinor, owedOf } from './claim-facts.js';
import classes from './claim.module.css';

const idOf = (claim: Claim): string => claim.id;

type Show = 'due' | 'all' | ClaimStatus;
const dueStatuses: readonly ClaimStatus[] = ['open', 'accepted', 'disputed'];
const shows: readonly Show[] = ['due', ...dueStatuses, 'all'];

function useColumns(isSupplier: boolean): Column<Claim>[] {
  const { t, word } = useI18n();
  const supplierName = useSupplierNames(!isSupplier);
  return useMemo(() => {
    const columns: (Column<Claim> | null)[] = [
      {
        key: 'number',
        header: t('claims.number'),
        card: 'title',
        cell: ({ id, number }) => (
          <Link to="/claims/$claimId" params={{ claimId: id }} className={classes['number']} data-row-link>
            {number}
          </Link>
        ),
      },
      {
        key: 'status',
        header: t('claims.status'),
        card: 'end',
        cell: ({ status }) => (
          <Flash value={status}>
            <StatusBadge kind="claim-status" status={status} />
          </Flash>
        ),
      },
      { key: 'type', header: t('claims.type'), card: 'plain', cell: ({ type }) => word('claim-type', type) },
      isSupplier
        ? null
        : {
            key: 'supplier',
            header: t('claims.supplier'),
            card: 'plain',
            cell: ({ supplierId }) => supplierName(supplierId),
          },
      { key: 'order', header: t('claims.order'), card: 'line', cell: ({ externalId }) => externalId },
      {
        key: 'left',
        header: t('claims.left'),
        card: 'line',
        align: 'end',
        cell: (claim) => <Money minor={leftMinor(claim)} currency={claim.currency} />,
      },
      {
        key: 'answer',
        header: t('claims.answer-by'),
        card: 'none',
        align: 'end',
        cell: ({ status, answerBy }) => <At at={status === 'open' ? answerBy : null} />,
      },
      {
        key: 'opened',
        header: t('claims.opened'),
        card: 'line',
        align: 'end',
        cell: ({ openedAt }) => <Ago at={openedAt} />,
      },
    ];
    return columns.filter((column) => column !== null);
  }, [t, word, supplierName, isSupplier]);
}

/** What suppliers owe us an answer or a credit note for: who has owed it longest stands first. */
export function ClaimsPage(): ReactNode {
  const { t, word, money } = useI18n();
  const isSupplier = useSession().role === 'supplier';
  const search = useSearch({ from: '/claims' });
  const navigate = useNavigate({ from: '/claims' });
  const narrow = (change: Partial<typeof search>): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const counts = useQuery({ queryKey: ['claims', 'counts'], queryFn: countClaims });
  const show = shows.find((one) => one === search.show) ?? 'due';
  const { supplier: supplierId } = search;
  const columns = useColumns(isSupplier);
  const paged = usePaged(['claims', 'list', show, supplierId], (after) =>
    listClaims({
      ...{ supplierId, after, limit: PAGE_ROWS },
      ...(show === 'all' ? {} : { order: 'due' }),
      ...(show === 'all' || show === 'due' ? {} : { status: show }),
    }),
  );
  const countOf = (one: Show): number | undefined => {
    if (one === 'all' || supplierId !== undefined || counts.data === undefined) return undefined;
    const counted = counts.data.items.filter(({ status }) => one === 'due' || status === one);
    return counted.reduce((sum, { claims }) => sum + claims, 0);
  };
  const owed = owedOf(counts.data?.items ?? []);
  const amounts = owed.map(({ currency, minor }) => money(minor, currency)).join(' + ');
  return (
    <Page
      title={t('claims.title')}
      lead={owed.length === 0 ? null : t(isSupplier ? 'claims.owed.own' : 'claims.owed', { amounts })}
      tools={isSupplier ? null : <SupplierFilter value={supplierId} onChange={(supplier) => narrow({ supplier })} />}
    >
      <PillTabs
        label={t('claims.filter')}
        pills={shows.map((one) => ({
          value: one,
          label: one === 'due' || one === 'all' ? t(`claims.show.${one}`) : word('claim-status', one),
          count: countOf(one),
        }))}
        value={show}
        onChange={(next) => narrow({ show: next === 'due' ? undefined : next })}
      />
      <PagedList
        label={t('claims.title')}
        columns={columns}
        paged={paged}
        rowKey={idOf}
        empty={<Blank icon="claims" title={t('claims.empty.title')} body={t('claims.empty.body')} />}
      />
    </Page>
  );
}
