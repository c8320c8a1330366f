import { NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { useMerchantChoice } from '../routing/use-policies.js';

/** Whose data a page is about: only where there are several to choose from. */
export function MerchantSelect(): ReactNode {
  const { t } = useI18n();
  const navigate = useNavigate();
  const { merchantId, merchants } = useMerchantChoice();
  if (merchants.length < 2) return null;
  return (
    <NativeSelect
      aria-label={t('routing.merchant')}
      value={merchantId ?? ''}
      onChange={(event) => void navigate({ to: '.', search: { merchant: event.currentTarget.value } })}
      data={merchants.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
