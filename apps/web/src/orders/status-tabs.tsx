import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import classes from './status-tabs.module.css';

interface StatusTabsProps {
  statuses: readonly string[];
  value: string | undefined;
  onChange: (status: string | undefined) => void;
}

/** One press narrows the list to a status. */
export function StatusTabs({ statuses, value, onChange }: StatusTabsProps): ReactNode {
  const { t, word } = useI18n();
  return (
    <div className={classes['tabs']} role="group" aria-label={t('orders.filter.label')}>
      {[undefined, ...statuses].map((status) => (
        <button
          key={status ?? ''}
          type="button"
          className={classes['tab']}
          aria-pressed={status === value}
          onClick={() => onChange(status)}
        >
          {status === undefined ? t('filter.all') : word('order-status', status)}
        </button>
      ))}
    </div>
  );
}
