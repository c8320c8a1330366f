import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import type { StatusKind } from './status-look.js';

interface StatusFilterProps {
  kind: StatusKind;
  statuses: readonly string[];
  value: string | undefined;
  onChange: (status: string | undefined) => void;
}

/** Narrows a list to one status. */
export function StatusFilter({ kind, statuses, value, onChange }: StatusFilterProps): ReactNode {
  const { t, word } = useI18n();
  return (
    <NativeSelect
      aria-label={t('filter.status')}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      data={[
        { value: '', label: `${t('filter.status')}: ${t('filter.all')}` },
        ...statuses.map((status) => ({ value: status, label: word(kind, status) })),
      ]}
    />
  );
}
