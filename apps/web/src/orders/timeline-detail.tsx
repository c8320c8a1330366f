import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EventItem } from '../api/types.js';
import { eventSentence } from '../i18n/event-text.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import classes from './timeline.module.css';

interface TimelineDetailProps {
  event: EventItem;
  events: readonly EventItem[];
  onOpen: (event: EventItem) => void;
}

/** The event that a person points at, in words. Always there, so that nothing jumps. */
export function TimelineDetail({ event, events, onOpen }: TimelineDetailProps): ReactNode {
  const { t, language, date, duration } = useI18n();
  const index = events.findIndex(({ id }) => id === event.id);
  const before = events[index - 1];
  const after = before ? (Date.parse(event.occurredAt) - Date.parse(before.occurredAt)) / 1000 : 0;
  return (
    <div className={classes['detail']}>
      <div>
        <p className={classes['sentence']}>{eventSentence(language, event)}</p>
        <p className={classes['facts']}>
          <span>{date(event.occurredAt, 'exact')}</span>
          <span>{before ? t('order.timeline.after', { duration: duration(after) }) : t('order.timeline.first')}</span>
          <code>{event.type}</code>
        </p>
      </div>
      <Button variant="subtle" leftSection={<Icon name="code" size={14} />} onClick={() => onOpen(event)}>
        {t('json.title')}
      </Button>
    </div>
  );
}
