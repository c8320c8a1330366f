import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { MerchantSelect } from '../ui/merchant-select.js';
import { Page } from '../ui/page.js';
import { PageTabs } from '../ui/page-tabs.js';

interface ToldFrameProps {
  lead: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}

/** The pages about what customers are told: one heading, a way from each to the other, and whose customers. */
export function ToldFrame({ lead, tools, children }: ToldFrameProps): ReactNode {
  const { t } = useI18n();
  const { merchant } = useSearch({ strict: false });
  return (
    <Page
      title={t('told.title')}
      lead={lead}
      tools={
        <>
          <MerchantSelect />
          {tools}
        </>
      }
    >
      <PageTabs
        label={t('told.title')}
        merchant={merchant}
        tabs={[
          { to: '/messages', label: t('told.tab.texts') },
          { to: '/messages/rules', label: t('told.tab.rules') },
        ]}
      />
      {children}
    </Page>
  );
}
