import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { MerchantSelect } from '../ui/merchant-select.js';
import { Page } from '../ui/page.js';
import { PageTabs } from '../ui/page-tabs.js';

interface RoutingFrameProps {
  lead?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}

/** The pages about how orders are routed: one heading, a way from each to the others, and whose routing it is. */
export function RoutingFrame({ lead, tools, children }: RoutingFrameProps): ReactNode {
  const { t } = useI18n();
  const { merchant } = useSearch({ strict: false });
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
      <PageTabs
        label={t('routing.title')}
        merchant={merchant}
        tabs={[
          { to: '/routing', label: t('routing.tab.policies') },
          { to: '/routing/simulations', label: t('routing.tab.simulations') },
          { to: '/routing/lost', label: t('routing.tab.lost') },
        ]}
      />
      {children}
    </Page>
  );
}
