import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { EventItem } from '../api/types.js';
import { eventLabel, eventSentence } from '../i18n/event-text.js';
import { useI18n } from '../i18n/i18n.js';
import { cx } from '../ui/cx.js';
import { eventTone } from './event-tone.js';
import type { TimelineLayout } from './timeline-layout.js';
import classes from './timeline.module.css';

const LANE_PX = 44;
const AXIS_PX = 26;

interface TimelineLanesProps {
  layout: TimelineLayout;
  byId: ReadonlyMap<string, EventItem>;
  activeId: string;
  onActive: (id: string) => void;
  onOpen: (event: EventItem) => void;
}

/** The drawn part: an axis of times, a line for each service, a mark for each event. */
export function TimelineLanes({ layout, byId, activeId, onActive, onOpen }: TimelineLanesProps): ReactNode {
  const { language } = useI18n();
  const height = AXIS_PX + layout.lanes.length * LANE_PX;
  return (
    <div className={classes['canvas']} style={{ width: layout.width, height }}>
      <Axis layout={layout} />
      <Lines layout={layout} byId={byId} activeId={activeId} height={height} />
      {layout.points.map(({ id, x, lane, label }) => {
        const event = byId.get(id);
        if (!event) return null;
        return (
          <button
            key={id}
            id={`event-${id}`}
            type="button"
            className={cx(classes['mark'], `tone-${eventTone(event)}`)}
            style={{ left: x, top: AXIS_PX + lane * LANE_PX }}
            data-active={id === activeId}
            data-label={label}
            tabIndex={id === activeId ? 0 : -1}
            onPointerEnter={() => onActive(id)}
            onFocus={() => onActive(id)}
            onClick={() => onOpen(event)}
          >
            <span className={classes['dot']} />
            <span className={classes['label']}>{eventLabel(language, event)}</span>
            <VisuallyHidden>: {eventSentence(language, event)}</VisuallyHidden>
          </button>
        );
      })}
    </div>
  );
}

function Axis({ layout }: { layout: TimelineLayout }): ReactNode {
  const { date, duration } = useI18n();
  return layout.ticks.map(({ x, at, elapsedSeconds }, index) => (
    <span key={at} className={classes['tick']} style={{ left: x }} title={date(at, 'exact')}>
      {index === 0 ? date(at, 'short') : `+${duration(elapsedSeconds)}`}
    </span>
  ));
}

interface LinesProps {
  layout: TimelineLayout;
  byId: ReadonlyMap<string, EventItem>;
  activeId: string;
  height: number;
}

/** A line from the first to the last event of each lane; and from the active event to what caused it. */
function Lines({ layout, byId, activeId, height }: LinesProps): ReactNode {
  const y = (lane: number): number => AXIS_PX + lane * LANE_PX + LANE_PX / 2;
  const pointOf = new Map(layout.points.map((point) => [point.id, point]));
  const active = pointOf.get(activeId);
  const cause = pointOf.get(byId.get(activeId)?.causationId ?? '');
  return (
    <svg className={classes['lines']} width={layout.width} height={height} aria-hidden="true">
      {layout.ticks.slice(1).map(({ x, at }) => (
        <line key={at} x1={x + 7} x2={x + 7} y1={AXIS_PX - 4} y2={height} className={classes['pause']} />
      ))}
      {layout.lanes.map(({ producer, ids }, lane) => {
        const first = pointOf.get(ids[0] ?? '')?.x ?? 0;
        const last = pointOf.get(ids.at(-1) ?? '')?.x ?? 0;
        return (
          <line key={producer} x1={first + 7} x2={last + 7} y1={y(lane)} y2={y(lane)} className={classes['line']} />
        );
      })}
      {active && cause ? (
        <path
          d={`M${cause.x + 7} ${y(cause.lane)} C${cause.x + 32} ${y(cause.lane)} ${active.x - 18} ${y(active.lane)} ${active.x + 7} ${y(active.lane)}`}
          className={classes['cause']}
        />
      ) : null}
    </svg>
  );
}
