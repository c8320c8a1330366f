import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { RoutingFrame } from '../routing/routing-frame.js';
import { useMerchantChoice } from '../routing/use-policies.js';
import { useSuppliers } from '../suppliers/use-suppliers.js';
import { Loaded } from '../ui/loaded.js';
import { Page } from '../ui/page.js';
import { Blank } from '../ui/states.js';
import { LostLines } from './lost-lines.js';

/** For a merchant: what one of its suppliers did not get, and what would have won it. */
export function LostPage(): ReactNode {
  const { t } = useI18n();
  const { merchantId } = useMerchantChoice();
  const { supplier } = useSearch({ from: '/routing/lost' });
  const navigate = useNavigate({ from: '/routing/lost' });
  const suppliers = useSuppliers();
  return (
    <RoutingFrame lead={t('lost.lead')}>
      <Loaded query={suppliers}>
        {({ items }) => {
          const own = items.filter((one) => one.merchantId === merchantId);
          const shown = own.find(({ id }) => id === supplier) ?? own[0];
          if (!shown) return <Blank icon="suppliers" title={t('suppliers.empty.title')} />;
          return (
            <>
              <NativeSelect
                label={t('filter.supplier')}
                value={shown.id}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  void navigate({ search: (search) => ({ ...search, supplier: value }) });
                }}
                data={own.map(({ id, name }) => ({ value: id, label: name }))}
                maw={320}
              />
              <LostLines key={shown.id} merchantId={shown.merchantId} supplierId={shown.id} />
            </>
          );
        }}
      </Loaded>
    </RoutingFrame>
  );
}

/** For a supplier: the same about itself. Nobody else is named. */
export function OwnLostPage(): ReactNode {
  const { t } = useI18n();
  return (
    <Page title={t('lost.title')} lead={t('lost.lead.own')}>
      <LostLines />
    </Page>
  );
}
