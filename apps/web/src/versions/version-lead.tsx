import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { StatusBadge } from '../ui/status-badge.js';
import { At } from '../ui/values.js';
import type { Versioned } from './versioned.js';

/** How a version stands and since when, and the way to the others. */
export function VersionLead({ version, all }: { version: Versioned; all: ReactNode }): ReactNode {
  const { t } = useI18n();
  return (
    <>
      <StatusBadge kind="policy-state" status={version.state} />{' '}
      {version.activatedAt ? (
        <>
          {t('policy.active-since')} <At at={version.activatedAt} />{' '}
        </>
      ) : null}
      {version.archivedAt ? (
        <>
          {t('policy.archived-at')} <At at={version.archivedAt} />{' '}
        </>
      ) : null}
      · {all}
    </>
  );
}
