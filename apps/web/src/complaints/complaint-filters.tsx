import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { type ComplaintCounts, complaintTypes } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { SearchBox } from '../ui/search-box.js';
import { SupplierFilter } from '../ui/supplier-filter.js';
import type { ComplaintSearch } from './complaint-search.js';

interface ComplaintFiltersProps {
  search: ComplaintSearch;
  onChange: (change: ComplaintSearch) => void;
  counts: ComplaintCounts | undefined;
}

interface Choice {
  value: string;
  label: string;
}

/** Narrows the list to a type, a person, a supplier or a number. */
export function ComplaintFilters({ search, onChange, counts }: ComplaintFiltersProps): ReactNode {
  const { t, word } = useI18n();
  const select = (name: 'type' | 'assignee', label: string, choices: readonly Choice[]): ReactNode => (
    <NativeSelect
      aria-label={label}
      value={search[name] ?? ''}
      onChange={(event) =>
        onChange({ [name]: event.currentTarget.value === '' ? undefined : event.currentTarget.value })
      }
      data={[{ value: '', label: `${label}: ${t('filter.all')}` }, ...choices]}
    />
  );
  return (
    <>
      <SearchBox label={t('complaints.search')} value={search.q} onSearch={(q) => onChange({ q })} />
      {select(
        'type',
        t('complaints.filter.type'),
        complaintTypes.map((type) => ({ value: type, label: word('complaint-type', type) })),
      )}
      {select(
        'assignee',
        t('complaints.filter.assignee'),
        (counts?.assignees ?? []).map(({ assignee, open }) => ({ value: assignee, label: `${assignee} (${open})` })),
      )}
      <SupplierFilter value={search.supplier} onChange={(supplier) => onChange({ supplier })} />
    </>
  );
}
