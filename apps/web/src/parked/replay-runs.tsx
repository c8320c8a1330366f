import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listFullParking, listReplays } from '../api/console.js';
import type { ReplayRun } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { useNow } from '../ui/use-now.js';
import classes from './parked.module.css';

/** While something moves, a person watches; else a look now and then is enough. */
const WATCHED_MS = 1_000;
const IDLE_MS = 10_000;
/** A finished replay stays in sight this long, so that its result is seen. */
const SHOWN_AFTER_MS = 600_000;

/** Replays under way and those that have just ended, with their results. */
export function ReplayRuns(): ReactNode {
  const { t } = useI18n();
  const now = useNow(WATCHED_MS);
  const runs = useQuery({
    queryKey: ['parked', 'replays'],
    queryFn: listReplays,
    refetchInterval: (query) => (query.state.data?.items.some(({ left }) => left > 0) ? WATCHED_MS : IDLE_MS),
  });
  const shown = (runs.data?.items ?? []).filter(
    ({ finishedAt }) => finishedAt === null || now - Date.parse(finishedAt) < SHOWN_AFTER_MS,
  );
  if (shown.length === 0) return null;
  return (
    <section className={classes['runs']} aria-label={t('parked.runs')}>
      {shown.map((run) => (
        <Run key={`${run.service} ${run.id}`} run={run} now={now} />
      ))}
    </section>
  );
}

function Run({ run, now }: { run: ReplayRun; now: number }): ReactNode {
  const { t, ago, duration } = useI18n();
  const done = run.total - run.left;
  const facts = [
    run.failed > 0 ? t('parked.run.failed', { count: run.failed }) : null,
    run.held > 0 ? t('parked.run.held', { count: run.held }) : null,
    run.finishedAt === null
      ? t('parked.run.left', { duration: duration(Math.ceil(run.left / run.ratePerSecond)) })
      : t('parked.run.finished', { when: ago(run.finishedAt, Math.max(now, Date.parse(run.finishedAt))) }),
  ].filter((fact) => fact !== null);
  const label = t('parked.run', { service: run.service, done, total: run.total });
  return (
    <div className={classes['run']} role="status">
      <span className={run.failed > 0 ? 'tone-bad' : 'tone-good'}>
        <Icon name={run.failed > 0 ? 'alert' : run.left > 0 ? 'play' : 'check'} size={13} />
      </span>
      <span className={classes['run-label']}>{label}</span>
      <progress className={classes['progress']} value={done} max={Math.max(run.total, 1)} aria-label={label} />
      <span className={classes['run-facts']}>{facts.join(' · ')}</span>
      <Link to="/parked" search={{ service: run.service, replay: run.id }} className="link">
        {t('parked.run.items')}
      </Link>
    </div>
  );
}

/** Keys and merchants without room: what is said here keeps a partition waiting. */
export function FullParkingNotes(): ReactNode {
  const { t } = useI18n();
  const full = useQuery({ queryKey: ['parked', 'full'], queryFn: listFullParking, refetchInterval: IDLE_MS });
  return (full.data?.items ?? []).map(({ service, scope, of, parked }) => (
    <p key={`${service} ${scope} ${of}`} role="alert" className="tone-bad">
      <Icon name="alert" size={13} /> {t(`parked.full.${scope}`, { service, of, parked })}
    </p>
  ));
}
