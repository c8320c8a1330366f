import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import { Page } from '../ui/page.js';
import { PageTabs } from '../ui/page-tabs.js';

interface ComplaintsFrameProps {
  tools?: ReactNode;
  children: ReactNode;
}

/** The pages about complaints: one heading, and a way from each to the others. */
export function ComplaintsFrame({ tools, children }: ComplaintsFrameProps): ReactNode {
  const { t } = useI18n();
  const { role } = useSession();
  const { merchant } = useSearch({ strict: false });
  return (
    <Page title={t('complaints.title')} tools={tools}>
      {role === 'supplier' ? null : (
        <PageTabs
          label={t('complaints.title')}
          merchant={merchant}
          tabs={[
            { to: '/complaints', label: t('complaints.tab.queue') },
            { to: '/complaints/incidents', label: t('complaints.tab.incidents') },
            { to: '/complaints/macros', label: t('complaints.tab.macros') },
          ]}
        />
      )}
      {children}
    </Page>
  );
}
