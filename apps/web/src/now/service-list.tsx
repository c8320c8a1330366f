import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Figures, ServiceHealth } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { cx } from '../ui/cx.js';
import { StatusMark } from '../ui/status-mark.js';
import classes from './service-list.module.css';

const looks = {
  ready: { tone: 'tone-good', shape: 'check' },
  not_ready: { tone: 'tone-wait', shape: 'pause' },
  down: { tone: 'tone-bad', shape: 'alert' },
} as const;

/** Whether each service works, and what it has parked. */
export function ServiceList({ figures }: { figures: Figures }): ReactNode {
  return (
    <ul className={classes['list']}>
      {figures.services.map((health) => {
        const parked = figures.parked.find(({ service }) => service === health.service);
        return <Service key={health.service} health={health} parked={(parked?.waiting ?? 0) + (parked?.dead ?? 0)} />;
      })}
    </ul>
  );
}

function Service({ health, parked }: { health: ServiceHealth; parked: number }): ReactNode {
  const { t } = useI18n();
  const { tone, shape } = looks[health.status];
  return (
    <li className={classes['service']}>
      <span className={classes['name']}>{health.service}</span>
      {parked > 0 ? (
        <Link to="/parked" search={{ state: undefined }} className={cx('link', classes['parked'])}>
          {t('now.services.parked', { count: parked })}
        </Link>
      ) : null}
      <span className={classes['latency']}>
        {health.latencyMs === null ? '' : t('now.services.latency', { ms: health.latencyMs })}
      </span>
      <span className={cx(classes['state'], tone)} title={health.detail ?? undefined}>
        <StatusMark shape={shape} /> {t(`now.services.${health.status}`)}
      </span>
    </li>
  );
}
