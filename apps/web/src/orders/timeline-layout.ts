/** Where the events of an order stand when time runs to the right and each service has its own lane. */

export interface TimelineEvent {
  id: string;
  occurredAt: string;
  producer: string;
  label: string;
}

export interface TimelinePoint {
  id: string;
  x: number;
  lane: number;
}

export interface TimelineTick {
  x: number;
  at: string;
  /** Seconds since the event before; 0 for the first. */
  afterSeconds: number;
}

export interface TimelineLayout {
  lanes: { producer: string; ids: string[] }[];
  points: TimelinePoint[];
  ticks: TimelineTick[];
  width: number;
}

/** The order of the services in an order's journey; others follow in the order of their first event. */
const JOURNEY = ['order', 'supplier-sync', 'shipping-tracker', 'notification'];
const MARK_PX = 14;
const LETTER_PX = 6.3;
const LABEL_GAP_PX = 18;
/** Events of different lanes still stand apart, so that their order is seen. */
const STEP_MIN_PX = 16;
/** A pause of this many seconds gets its own mark on the axis. */
const PAUSE_SECONDS = 300;
const TICK_MIN_PX = 96;
const END_PX = 12;

const seconds = (from: TimelineEvent, to: TimelineEvent): number =>
  Math.max(0, (Date.parse(to.occurredAt) - Date.parse(from.occurredAt)) / 1000);

/** Days and milliseconds in one picture: distance grows with the logarithm of the time between. */
const stretch = (dt: number): number => 10 * Math.log1p(dt);

const labelPx = (label: string): number => MARK_PX + label.length * LETTER_PX + LABEL_GAP_PX;

function lanesOf(events: readonly TimelineEvent[]): TimelineLayout['lanes'] {
  const producers = [...new Set(events.map(({ producer }) => producer))];
  const rank = (producer: string): number => (JOURNEY.includes(producer) ? JOURNEY.indexOf(producer) : JOURNEY.length);
  return producers
    .sort((a, b) => rank(a) - rank(b))
    .map((producer) => ({
      producer,
      ids: events.filter((event) => event.producer === producer).map(({ id }) => id),
    }));
}

/** The least positions at which no label covers the next mark of its lane. */
function positions(events: readonly TimelineEvent[]): number[] {
  const freeFrom = new Map<string, number>();
  const xs: number[] = [];
  events.forEach((event, index) => {
    const before = events[index - 1];
    const earliest = before ? (xs[index - 1] ?? 0) + STEP_MIN_PX + stretch(seconds(before, event)) : 0;
    const x = Math.max(earliest, freeFrom.get(event.producer) ?? 0);
    freeFrom.set(event.producer, x + labelPx(event.label));
    xs.push(x);
  });
  return xs;
}

function ticksOf(events: readonly TimelineEvent[], xs: readonly number[]): TimelineTick[] {
  const ticks: TimelineTick[] = [];
  events.forEach((event, index) => {
    const before = events[index - 1];
    const afterSeconds = before ? seconds(before, event) : 0;
    const x = xs[index] ?? 0;
    const last = ticks.at(-1);
    if (last && (afterSeconds < PAUSE_SECONDS || x - last.x < TICK_MIN_PX)) return;
    ticks.push({ x, at: event.occurredAt, afterSeconds });
  });
  return ticks;
}

/** @param available the width that there is; a shorter timeline is stretched to it, a longer one scrolls. */
export function layoutTimeline(unsorted: readonly TimelineEvent[], available: number): TimelineLayout {
  // Stable: causes come before effects as they were told, also within one millisecond.
  const events = [...unsorted].sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
  const least = positions(events);
  const needed = Math.max(0, ...events.map((event, index) => (least[index] ?? 0) + labelPx(event.label))) + END_PX;
  const lastX = least.at(-1) ?? 0;
  const scale = needed < available && lastX > 0 ? 1 + (available - needed) / lastX : 1;
  const xs = least.map((x) => Math.round(x * scale));
  const lanes = lanesOf(events);
  return {
    lanes,
    points: events.map((event, index) => ({
      id: event.id,
      x: xs[index] ?? 0,
      lane: lanes.findIndex(({ producer }) => producer === event.producer),
    })),
    ticks: ticksOf(events, xs),
    width: Math.round(Math.max(needed, available)),
  };
}
