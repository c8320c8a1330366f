import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { useSuppliers } from '../suppliers/use-suppliers.js';

interface SupplierFilterProps {
  value: string | undefined;
  onChange: (supplierId: string | undefined) => void;
}

/** Narrows a list to one supplier. */
export function SupplierFilter({ value, onChange }: SupplierFilterProps): ReactNode {
  const { t } = useI18n();
  const suppliers = useSuppliers();
  return (
    <NativeSelect
      aria-label={t('filter.supplier')}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      data={[
        { value: '', label: `${t('filter.supplier')}: ${t('filter.all')}` },
        ...(suppliers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
