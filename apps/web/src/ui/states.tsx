import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { isForbidden, isNotFound, isProblem, Problem } from '../api/problem.js';
import { hasWord } from '../i18n/translate.js';
import { Icon, type IconName } from './icon.js';
import classes from './states.module.css';

interface BlankProps {
  icon: IconName;
  title: string;
  body?: ReactNode;
  action?: ReactNode;
}

/** A page or a part of it that has nothing to show, and says why and what to do. */
export function Blank({ icon, title, body, action }: BlankProps): ReactNode {
  return (
    <div className={classes['blank']}>
      <span className={classes['icon']}>
        <Icon name={icon} size={20} />
      </span>
      <p className={classes['title']}>{title}</p>
      {body ? <div className={classes['body']}>{body}</div> : null}
      {action ? <div className={classes['action']}>{action}</div> : null}
    </div>
  );
}

/** What went wrong, in words where the code has some. */
export function problemText(error: unknown, word: ReturnType<typeof useI18n>['word']): string {
  if (!isProblem(error)) return error instanceof Error ? error.message : String(error);
  if (hasWord('problem', error.code)) return word('problem', error.code);
  return error.detail === '' ? error.code : error.detail;
}

interface FailureProps {
  error: unknown;
  since?: number | undefined;
  onRetry?: (() => void) | undefined;
}

/** What failed, since when, and a way to try again. */
export function Failure({ error, since, onRetry }: FailureProps): ReactNode {
  const { t, word, date } = useI18n();
  if (isForbidden(error))
    return <Blank icon="lock" title={t('state.forbidden.title')} body={t('state.forbidden.body')} />;
  if (isNotFound(error))
    return <Blank icon="search" title={t('state.not-found.title')} body={t('state.not-found.body')} />;
  const trace = error instanceof Problem ? error.traceId : null;
  return (
    <div role="alert">
      <Blank
        icon="alert"
        title={t('state.error.title')}
        body={
          <>
            <p>{problemText(error, word)}</p>
            {since ? <p>{t('state.error.since', { time: date(new Date(since).toISOString(), 'clock') })}</p> : null}
            {trace ? <p className="mono">{t('state.error.trace', { id: trace })}</p> : null}
          </>
        }
        action={
          onRetry ? (
            <Button leftSection={<Icon name="refresh" size={14} />} onClick={onRetry}>
              {t('state.error.retry')}
            </Button>
          ) : null
        }
      />
    </div>
  );
}

/** Rows of the height of real ones, so that nothing jumps when they come. */
export function RowsSkeleton({ rows = 8 }: { rows?: number }): ReactNode {
  const { t } = useI18n();
  return (
    <div role="status" aria-label={t('state.loading')} className={classes['rows']}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={classes['row']}>
          <Skeleton height={10} width={`${18 + ((row * 7) % 12)}%`} radius={4} />
          <Skeleton height={10} width={`${12 + ((row * 5) % 9)}%`} radius={4} />
          <Skeleton height={10} width={`${22 + ((row * 11) % 16)}%`} radius={4} />
        </div>
      ))}
    </div>
  );
}

/** Says that what is shown could not be refreshed. */
export function StaleNote({ at, onRetry }: { at: number; onRetry: () => void }): ReactNode {
  const { t, date } = useI18n();
  return (
    <div role="status" className={classes['stale']}>
      <Icon name="alert" size={14} />
      {t('state.stale', { time: date(new Date(at).toISOString(), 'clock') })}
      <button type="button" className={classes['retry']} onClick={onRetry}>
        {t('state.error.retry')}
      </button>
    </div>
  );
}
