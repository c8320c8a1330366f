/** Where the events of an order stand when time runs to the right and each service has its own lane. */

export interface TimelineEvent {
  id: string;
  occurredAt: string;
  producer: string;
  label: string;
}

/** Where a label stands: beside its mark, over it, under it; or hidden, when there is no room. */
export type LabelPlace = 'beside' | 'above' | 'below' | 'hidden';

export interface TimelinePoint {
  id: string;
  x: number;
  lane: number;
  label: LabelPlace;
}

export interface TimelineTick {
  x: number;
  at: string;
  /** Seconds since the first event. */
  elapsedSeconds: number;
}

export interface TimelineLayout {
  lanes: { producer: string; ids: string[] }[];
  points: TimelinePoint[];
  ticks: TimelineTick[];
  width: number;
}

/** The order of the services in an order's journey; others follow in the order of their first event. */
const JOURNEY = ['order', 'supplier-sync', 'shipping-tracker', 'after-sales', 'notification'];
export const MARK_PX = 14;
const LETTER_PX = 6.4;
const LABEL_GAP_PX = 14;
/** Marks of one lane do not touch; events of different lanes still stand apart, so that their order is seen. */
const LANE_STEP_PX = 30;
const STEP_PX = 9;
/** Time may take less room than it would like before the timeline has to scroll. */
const SHRINK_MIN = 0.2;
/** Room for the words of a mark on the axis. */
const TICK_MIN_PX = 96;

const seconds = (from: TimelineEvent, to: TimelineEvent): number =>
  Math.max(0, (Date.parse(to.occurredAt) - Date.parse(from.occurredAt)) / 1000);

/** Days and milliseconds in one picture: distance grows with the logarithm of the time between. */
const stretch = (dt: number): number => 10 * Math.log1p(dt);

export const labelPx = (label: string): number => label.length * LETTER_PX + LABEL_GAP_PX;

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

/** The positions at which no mark covers another, with time taking `scale` of the room that it would like. */
function positions(events: readonly TimelineEvent[], scale: number): number[] {
  const freeFrom = new Map<string, number>();
  const xs: number[] = [];
  events.forEach((event, index) => {
    const before = events[index - 1];
    const earliest = before ? (xs[index - 1] ?? 0) + STEP_PX + scale * stretch(seconds(before, event)) : 0;
    const x = Math.max(earliest, freeFrom.get(event.producer) ?? 0);
    freeFrom.set(event.producer, x + LANE_STEP_PX);
    xs.push(x);
  });
  return xs;
}

/** Positions that end at `lastX`: time is shrunk when they would pass it, everything is spread when they would not reach it. */
function fitted(events: readonly TimelineEvent[], lastX: number): number[] {
  const natural = positions(events, 1).at(-1) ?? 0;
  const tight = positions(events, 0).at(-1) ?? 0;
  const wanted = natural > tight ? (lastX - tight) / (natural - tight) : 1;
  const xs = positions(events, Math.min(1, Math.max(SHRINK_MIN, wanted)));
  const end = xs.at(-1) ?? 0;
  const spread = end > 0 && end < lastX ? lastX / end : 1;
  // Rounded down: half a pixel too many would make the timeline scroll.
  return xs.map((x) => Math.floor(x * spread));
}

/** Labels stand beside their marks where there is room to the next one, else over or under them. */
function placeLabels(events: readonly TimelineEvent[], xs: readonly number[]): LabelPlace[] {
  const places: LabelPlace[] = events.map(() => 'hidden');
  for (const producer of new Set(events.map((event) => event.producer))) {
    const inLane = events.flatMap((event, index) => (event.producer === producer ? [index] : []));
    const freeFrom = { above: 0, below: 0 };
    inLane.forEach((index, order) => {
      const x = xs[index] ?? 0;
      const width = labelPx(events[index]?.label ?? '');
      const next = inLane[order + 1];
      if (next === undefined || x + MARK_PX + width <= (xs[next] ?? 0)) {
        places[index] = 'beside';
        return;
      }
      const free = (['above', 'below'] as const).find((place) => freeFrom[place] <= x);
      if (!free) return;
      freeFrom[free] = x + width;
      places[index] = free;
    });
  }
  return places;
}

/** Marks of the axis stand at events, wherever there is room for their words and time has passed. */
function ticksOf(events: readonly TimelineEvent[], xs: readonly number[]): TimelineTick[] {
  const ticks: TimelineTick[] = [];
  const first = events[0];
  events.forEach((event, index) => {
    const elapsedSeconds = first ? seconds(first, event) : 0;
    const x = xs[index] ?? 0;
    const last = ticks.at(-1);
    if (last && (x - last.x < TICK_MIN_PX || elapsedSeconds - last.elapsedSeconds < 1)) return;
    ticks.push({ x, at: event.occurredAt, elapsedSeconds });
  });
  return ticks;
}

/** @param available the width that there is; a shorter timeline is spread over it, one that cannot be shrunk to it scrolls. */
export function layoutTimeline(unsorted: readonly TimelineEvent[], available: number): TimelineLayout {
  // Stable: causes come before effects as they were told, also within one millisecond.
  const events = [...unsorted].sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
  const lanes = lanesOf(events);
  const lastIds = new Set(lanes.map(({ ids }) => ids.at(-1)));
  const endPx = Math.max(0, ...events.filter(({ id }) => lastIds.has(id)).map(({ label }) => MARK_PX + labelPx(label)));
  const xs = fitted(events, Math.max(0, available - endPx));
  const places = placeLabels(events, xs);
  return {
    lanes,
    points: events.map((event, index) => ({
      id: event.id,
      x: xs[index] ?? 0,
      lane: lanes.findIndex(({ producer }) => producer === event.producer),
      label: places[index] ?? 'hidden',
    })),
    ticks: ticksOf(events, xs),
    width: Math.max(available, (xs.at(-1) ?? 0) + endPx),
  };
}
