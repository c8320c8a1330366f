import { type ReactNode, useMemo } from 'react';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago } from '../ui/values.js';
import type { Versioned } from './versioned.js';

/** The columns of a list of versions. @param link the way to one, by its name; the same function each time. */
export function useVersionColumns<V extends Versioned>(link: (version: V) => ReactNode): Column<V>[] {
  const { t } = useI18n();
  return useMemo(
    () => [
      { key: 'name', header: t('policy.name'), card: 'title', cell: link },
      {
        key: 'state',
        header: t('policy.state'),
        card: 'end',
        cell: ({ state }) => <StatusBadge kind="policy-state" status={state} />,
      },
      { key: 'version', header: t('policy.version'), card: 'line', align: 'end', cell: ({ version }) => version },
      {
        key: 'changed',
        header: t('policy.changed'),
        card: 'line',
        align: 'end',
        cell: ({ updatedAt }) => <Ago at={updatedAt} />,
      },
      {
        key: 'activated',
        header: t('policy.activated'),
        card: 'line',
        align: 'end',
        cell: ({ activatedAt }) => <Ago at={activatedAt} />,
      },
    ],
    [t, link],
  );
}
