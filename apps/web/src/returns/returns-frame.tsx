import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import { Page } from '../ui/page.js';
import { PageTabs } from '../ui/page-tabs.js';

interface ReturnsFrameProps {
  tools?: ReactNode;
  children: ReactNode;
}

/** The pages about what comes back: one heading, and a way from each to the others. */
export function ReturnsFrame({ tools, children }: ReturnsFrameProps): ReactNode {
  const { t } = useI18n();
  const { role } = useSession();
  const { merchant } = useSearch({ strict: false });
  return (
    <Page title={t('returns.title')} tools={tools}>
      {role === 'supplier' ? null : (
        <PageTabs
          label={t('returns.title')}
          merchant={merchant}
          tabs={[
            { to: '/returns', label: t('returns.tab.returns') },
            { to: '/returns/refunds', label: t('returns.tab.refunds') },
            { to: '/returns/policies', label: t('returns.tab.policy') },
          ]}
        />
      )}
      {children}
    </Page>
  );
}
