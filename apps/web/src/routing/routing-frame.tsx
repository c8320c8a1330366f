import { NativeSelect } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { Page } from '../ui/page.js';
import classes from './routing-frame.module.css';
import { useMerchantChoice } from './use-policies.js';

const tabs = [
  { to: '/routing', name: 'policies' },
  { to: '/routing/simulations', name: 'simulations' },
  { to: '/routing/lost', name: 'lost' },
] as const;

interface RoutingFrameProps {
  lead?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}

/** The pages about how orders are routed: one heading, a way from each to the others, and whose routing it is. */
export function RoutingFrame({ lead, tools, children }: RoutingFrameProps): ReactNode {
  const { t } = useI18n();
  return (
    <Page
      title={t('routing.title')}
      lead={lead}
      tools={
        <>
          <MerchantSelect />
          {tools}
        </>
      }
    >
      <nav aria-label={t('routing.title')} className={classes['tabs']}>
        {tabs.map(({ to, name }) => (
          <Link
            key={name}
            to={to}
            search={({ merchant }) => ({ merchant })}
            className={classes['tab']}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ 'data-active': true, 'aria-current': 'page' }}
          >
            {t(`routing.tab.${name}`)}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  );
}

function MerchantSelect(): ReactNode {
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
