import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { cx } from '../ui/cx.js';
import { StatusMark } from '../ui/status-mark.js';
import classes from './suppliers.module.css';

/** Whether orders are routed to a supplier. */
export function ActiveMark({ active }: { active: boolean }): ReactNode {
  const { t } = useI18n();
  return (
    <span className={classes['active']}>
      <span className={cx(classes['mark'], active ? 'tone-good' : 'tone-neutral')}>
        <StatusMark shape={active ? 'check' : 'cross'} />
      </span>
      {t(active ? 'suppliers.is-active' : 'suppliers.is-inactive')}
    </span>
  );
}
