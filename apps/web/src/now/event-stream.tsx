import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { listEvents } from '../api/console.js';
import type { EventItem } from '../api/types.js';
import { eventSentence } from '../i18n/event-text.js';
import { useI18n } from '../i18n/i18n.js';
import { useHold } from '../list/use-hold.js';
import { useLive } from '../live/live.js';
import { orderIdOf } from '../live/touched-queries.js';
import { eventTone } from '../orders/event-tone.js';
import { cx } from '../ui/cx.js';
import { Section } from '../ui/page.js';
import classes from './event-stream.module.css';

/** Lines that are drawn; older ones are on the page of events. */
const LINES_MAX = 30;

/** What happens just now. It holds still while a mouse points at it. */
export function EventStream(): ReactNode {
  const { t } = useI18n();
  const recent = useRecentEvents();
  const hold = useHold(recent);
  const shown = (hold.held ?? recent).slice(0, LINES_MAX);
  const newest = hold.held?.[0]?.id;
  const waiting = hold.held === null ? 0 : recent.findIndex(({ id }) => id === newest);
  return (
    <Section
      title={t('now.stream.title')}
      tools={
        waiting > 0 ? (
          <span role="status" className="tone-wait">
            {t('now.stream.paused', { count: waiting })}
          </span>
        ) : null
      }
    >
      {shown.length === 0 ? <p className="quiet">{t('now.stream.empty')}</p> : null}
      <ul className={classes['stream']} {...hold.handlers}>
        {shown.map((event) => (
          <li key={event.id} className={classes['line']}>
            <Line event={event} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The newest events: what was heard since the page opened, and before that what the console remembers. */
function useRecentEvents(): readonly EventItem[] {
  const { recent } = useLive();
  const before = useQuery({
    queryKey: ['events', 'before'],
    queryFn: () => listEvents({ limit: LINES_MAX }),
    staleTime: Infinity,
  });
  return useMemo(() => {
    const heard = new Set(recent.map(({ id }) => id));
    return [...recent, ...(before.data?.items ?? []).filter(({ id }) => !heard.has(id))];
  }, [recent, before.data]);
}

function Line({ event }: { event: EventItem }): ReactNode {
  const { language, date } = useI18n();
  const orderId = orderIdOf(event);
  const sentence = eventSentence(language, event);
  return (
    <>
      <time className={classes['time']} dateTime={event.occurredAt} title={date(event.occurredAt, 'exact')}>
        {date(event.occurredAt, 'clock')}
      </time>
      <span className={cx(classes['dot'], `tone-${eventTone(event)}`)} aria-hidden="true" />
      {orderId ? (
        <Link to="/orders/$orderId" params={{ orderId }} className={classes['sentence']}>
          {sentence}
        </Link>
      ) : (
        <span className={classes['sentence']}>{sentence}</span>
      )}
      <span className={classes['producer']}>{event.producer}</span>
      <code className={classes['type']}>{event.type}</code>
    </>
  );
}
