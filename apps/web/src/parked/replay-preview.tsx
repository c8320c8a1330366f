import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ReplayFate, ReplayPreview } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon, type IconName } from '../ui/icon.js';
import { problemText } from '../ui/states.js';
import classes from './parked.module.css';

const fates: readonly [ReplayFate, IconName][] = [
  ['now', 'play'],
  ['over_gap', 'alert'],
  ['already_handled', 'check'],
  ['missing', 'parked'],
  ['behind', 'parked'],
];

/** What a replay will do, counted by the services themselves. */
export function ReplayPreviewView({ query }: { query: UseQueryResult<ReplayPreview> }): ReactNode {
  const { t, word, duration } = useI18n();
  if (query.isError) {
    return (
      <p role="alert" className="tone-bad">
        {problemText(query.error, word)}
      </p>
    );
  }
  const preview = query.data;
  if (!preview) return <Skeleton height={64} radius={6} />;
  const count = (fate: ReplayFate): number => preview.services.reduce((sum, service) => sum + service.fates[fate], 0);
  return (
    <section className={classes['preview']} aria-label={t('parked.preview')} aria-live="polite">
      <h3 className={classes['preview-title']}>{t('parked.preview')}</h3>
      {preview.selected === 0 ? <p>{t('parked.preview.none')}</p> : null}
      <ul className={classes['fates']}>
        {fates
          .filter(([fate]) => count(fate) > 0)
          .map(([fate, icon]) => (
            <li key={fate}>
              <Icon name={icon} size={12} /> {t(`parked.preview.${fate}`, { count: count(fate) })}
            </li>
          ))}
      </ul>
      {preview.expectedSeconds > 0 ? (
        <p className="quiet">{t('parked.preview.duration', { duration: duration(preview.expectedSeconds) })}</p>
      ) : null}
      {preview.unreachable.length > 0 ? (
        <p className="tone-wait">
          {t('parked.unreachable', { services: preview.unreachable.map(({ service }) => service).join(', ') })}
        </p>
      ) : null}
    </section>
  );
}
