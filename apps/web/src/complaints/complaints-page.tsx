import '../i18n/after-sales-catalogue.js';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { countComplaints, listComplaints } from '../api/complaints.js';
import type { Complaint, ComplaintCounts } from '../api/types.js';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import { PagedList } from '../list/paged-list.js';
import { PAGE_ROWS, usePaged } from '../list/use-paged.js';
import { PillTabs } from '../ui/pill-tabs.js';
import { Blank } from '../ui/states.js';
import { useComplaintColumns } from './complaint-columns.js';
import { ComplaintFilters } from './complaint-filters.js';
import { type ComplaintSearch, filterOf, type Show, showOf, shows } from './complaint-search.js';
import { ComplaintsFrame } from './complaints-frame.js';

const idOf = (complaint: Complaint): string => complaint.id;

/** How many there are behind each choice, as far as that is counted. */
const countOf = (counts: ComplaintCounts | undefined, show: Show): number | undefined =>
  show === 'open' || show === 'late' || show === 'unassigned' ? counts?.[show] : undefined;

/** What customers complain about: whose clock runs out first stands first. */
export function ComplaintsPage(): ReactNode {
  const { t } = useI18n();
  const isSupplier = useSession().role === 'supplier';
  const search = useSearch({ from: '/complaints' });
  const navigate = useNavigate({ from: '/complaints' });
  const narrow = (change: ComplaintSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const counts = useQuery({ queryKey: ['complaints', 'counts'], queryFn: countComplaints, enabled: !isSupplier });
  const { type, assignee, supplier, q } = search;
  const isFiltered = [type, assignee, supplier, q].some((value) => value !== undefined);
  const show = showOf(search);
  const columns = useComplaintColumns({ show, isSupplier });
  const paged = usePaged(['complaints', 'list', search], (after) =>
    listComplaints({ ...filterOf(search), after, limit: PAGE_ROWS }),
  );
  return (
    <ComplaintsFrame
      tools={isSupplier ? null : <ComplaintFilters search={search} onChange={narrow} counts={counts.data} />}
    >
      <PillTabs
        label={t('complaints.filter.label')}
        pills={shows.map((one) => ({
          value: one,
          label: t(`complaints.show.${one}`),
          count: isFiltered ? undefined : countOf(counts.data, one),
        }))}
        value={show}
        onChange={(next) => narrow({ show: next === 'open' ? undefined : next })}
      />
      <PagedList
        label={t('complaints.title')}
        columns={columns}
        paged={paged}
        rowKey={idOf}
        empty={
          isFiltered ? (
            <Blank
              icon="search"
              title={t('state.no-match.title')}
              body={t('state.no-match.body')}
              action={
                <Button onClick={() => void navigate({ search: { show: search.show } })}>
                  {t('state.no-match.clear')}
                </Button>
              }
            />
          ) : (
            <Blank icon="complaints" title={t('complaints.empty.title')} body={t('complaints.empty.body')} />
          )
        }
      />
    </ComplaintsFrame>
  );
}
