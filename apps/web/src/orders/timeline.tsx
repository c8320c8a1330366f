import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import type { EventItem } from '../api/types.js';
import { eventLabel } from '../i18n/event-text.js';
import { useI18n } from '../i18n/i18n.js';
import { PHONE } from '../list/data-list.js';
import { RawDialog } from '../ui/json-view.js';
import { layoutTimeline } from './timeline-layout.js';
import { TimelineDetail } from './timeline-detail.js';
import { TimelineLanes } from './timeline-lanes.js';
import classes from './timeline.module.css';
import { TimelineList } from './timeline-list.js';

/** Everything that happened to an order: a lane for each service on a desk, a list on a phone. */
export function Timeline({ events }: { events: readonly EventItem[] }): ReactNode {
  const { t } = useI18n();
  const isPhone = useMediaQuery(PHONE, false, { getInitialValueInEffect: false });
  const [raw, setRaw] = useState<EventItem | null>(null);
  if (events.length === 0) return <p className="quiet">{t('order.timeline.empty')}</p>;
  return (
    <>
      {isPhone ? <TimelineList events={events} onOpen={setRaw} /> : <Lanes events={events} onOpen={setRaw} />}
      <RawDialog title={raw?.type ?? ''} value={raw} onClose={() => setRaw(null)} />
    </>
  );
}

interface LanesProps {
  events: readonly EventItem[];
  onOpen: (event: EventItem) => void;
}

function Lanes({ events, onOpen }: LanesProps): ReactNode {
  const { t, language } = useI18n();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [activeId, setActiveId] = useState<string | null>(null);
  const layout = useMemo(() => {
    const labelled = events.map((event) => ({ ...event, label: eventLabel(language, event) }));
    return layoutTimeline(labelled, Math.max(320, width));
  }, [events, language, width]);
  const byId = new Map(events.map((event) => [event.id, event]));
  const lastId = layout.points.at(-1)?.id ?? '';
  const active = byId.get(activeId ?? '') ?? byId.get(lastId);
  const walk = (event: KeyboardEvent): void => {
    const target = pointToWalkTo(
      event.key,
      layout.points.map(({ id }) => id),
      active?.id ?? lastId,
    );
    if (target === undefined) return;
    event.preventDefault();
    document.getElementById(`event-${target}`)?.focus();
  };
  return (
    <div className={classes['timeline']} onKeyDown={walk}>
      <p className={classes['hint']}>{t('order.timeline.hint')}</p>
      <div className={classes['lanes']}>
        <ol className={classes['names']}>
          {layout.lanes.map(({ producer }) => (
            <li key={producer}>{producer}</li>
          ))}
        </ol>
        <div ref={ref} className={classes['scroll']}>
          <TimelineLanes {...{ layout, byId, onOpen }} activeId={active?.id ?? ''} onActive={setActiveId} />
        </div>
      </div>
      {active ? <TimelineDetail event={active} events={events} onOpen={onOpen} /> : null}
    </div>
  );
}

/** Left and right walk in time, Home and End to the first and the last. */
function pointToWalkTo(key: string, ids: readonly string[], from: string): string | undefined {
  const index = ids.indexOf(from);
  if (key === 'ArrowRight') return ids[index + 1];
  if (key === 'ArrowLeft') return index > 0 ? ids[index - 1] : undefined;
  if (key === 'Home') return ids[0];
  if (key === 'End') return ids.at(-1);
  return undefined;
}
