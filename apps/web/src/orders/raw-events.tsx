import { type ReactNode, useState } from 'react';
import type { EventItem } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { RawDialog } from '../ui/json-view.js';
import classes from './raw-events.module.css';

/** Every event of the order, each openable as it was told. */
export function RawEvents({ events }: { events: readonly EventItem[] }): ReactNode {
  const { t, date } = useI18n();
  const [raw, setRaw] = useState<EventItem | null>(null);
  return (
    <details className={classes['fold']}>
      <summary className={classes['summary']}>
        {t('order.raw')} <span className="quiet">{events.length}</span>
      </summary>
      <ul className={classes['list']}>
        {events.map((event) => (
          <li key={event.id}>
            <button type="button" className={classes['row']} onClick={() => setRaw(event)}>
              <time dateTime={event.occurredAt} title={date(event.occurredAt, 'exact')}>
                {date(event.occurredAt, 'clock')}
              </time>
              <code>{event.type}</code>
              <span className="quiet">{event.producer}</span>
              <code className={classes['id']}>{event.id}</code>
            </button>
          </li>
        ))}
      </ul>
      <RawDialog title={raw?.type ?? ''} value={raw} onClose={() => setRaw(null)} />
    </details>
  );
}
