import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { Page } from '../ui/page.js';
import { PageTabs } from '../ui/page-tabs.js';

interface OpinionsFrameProps {
  tools?: ReactNode;
  children: ReactNode;
}

/** The pages about what customers think: one heading, and a way from each to the other. */
export function OpinionsFrame({ tools, children }: OpinionsFrameProps): ReactNode {
  const { t } = useI18n();
  const { merchant } = useSearch({ strict: false });
  return (
    <Page title={t('opinions.title')} tools={tools}>
      <PageTabs
        label={t('opinions.title')}
        merchant={merchant}
        tabs={[
          { to: '/opinions', label: t('opinions.tab.surveys') },
          { to: '/opinions/reviews', label: t('opinions.tab.reviews') },
        ]}
      />
      {children}
    </Page>
  );
}
