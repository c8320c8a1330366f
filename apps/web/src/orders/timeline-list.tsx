import type { ReactNode } from 'react';
import type { EventItem } from '../api/types.js';
import { eventSentence } from '../i18n/event-text.js';
import { useI18n } from '../i18n/i18n.js';
import { cx } from '../ui/cx.js';
import { eventTone } from './event-tone.js';
import classes from './timeline.module.css';

interface TimelineListProps {
  events: readonly EventItem[];
  onOpen: (event: EventItem) => void;
}

/** The timeline on a narrow screen: the newest event first. */
export function TimelineList({ events, onOpen }: TimelineListProps): ReactNode {
  const { language, date } = useI18n();
  return (
    <ol className={classes['list']}>
      {[...events].reverse().map((event) => (
        <li key={event.id}>
          <button type="button" className={classes['item']} onClick={() => onOpen(event)}>
            <span className={cx(classes['dot'], `tone-${eventTone(event)}`)} />
            <span>
              <span className={classes['sentence']}>{eventSentence(language, event)}</span>
              <span className={classes['facts']}>
                <time dateTime={event.occurredAt} title={date(event.occurredAt, 'exact')}>
                  {date(event.occurredAt, 'short')}
                </time>
                <span>{event.producer}</span>
              </span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
