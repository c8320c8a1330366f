import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { labelPx, layoutTimeline, MARK_PX, type TimelineEvent } from './timeline-layout.js';

const start = Date.parse('2026-11-22T09:00:00Z');

const event = (id: string, producer: string, afterSeconds: number, label = 'placed'): TimelineEvent => ({
  id,
  producer,
  label,
  occurredAt: new Date(start + afterSeconds * 1000).toISOString(),
});

const journeys = fc.array(
  fc.record({
    producer: fc.constantFrom('order', 'supplier-sync', 'shipping-tracker', 'notification'),
    after: fc.integer({ min: 0, max: 500_000 }),
    label: fc.constantFrom('placed', 'partly acknowledged', 'sent'),
  }),
  { maxLength: 30 },
);

const eventsOf = (journey: { producer: string; after: number; label: string }[]): TimelineEvent[] =>
  journey.map(({ producer, after, label }, index) => event(`e${index}`, producer, after, label));

describe('the timeline of an order', () => {
  it('has a lane for each service, in the order of the journey', () => {
    const { lanes } = layoutTimeline(
      [event('a', 'notification', 0), event('b', 'weather', 1), event('c', 'order', 2)],
      800,
    );
    expect(lanes.map(({ producer }) => producer)).toEqual(['order', 'notification', 'weather']);
  });

  it('runs to the right in time, whatever order the events came in', () => {
    fc.assert(
      fc.property(journeys, (journey) => {
        const events = eventsOf(journey);
        const { points } = layoutTimeline(events, 900);
        const times = points.map(({ id }) => Date.parse(events.find((one) => one.id === id)?.occurredAt ?? ''));
        expect(times).toEqual([...times].sort((a, b) => a - b));
        const xs = points.map(({ x }) => x);
        expect(xs).toEqual([...xs].sort((a, b) => a - b));
      }),
    );
  });

  it('never lets a mark cover another of its lane', () => {
    fc.assert(
      fc.property(journeys, (journey) => {
        const { points } = layoutTimeline(eventsOf(journey), 900);
        for (const lane of new Set(points.map((point) => point.lane))) {
          const inLane = points.filter((point) => point.lane === lane);
          inLane.slice(1).forEach((point, index) => expect(point.x - inLane[index]!.x).toBeGreaterThan(MARK_PX));
        }
      }),
    );
  });

  it('never lets a label cover the next mark beside it, or the next label over or under it', () => {
    fc.assert(
      fc.property(journeys, (journey) => {
        const events = eventsOf(journey);
        const { points } = layoutTimeline(events, 900);
        const width = (id: string): number => labelPx(events.find((one) => one.id === id)!.label);
        for (const lane of new Set(points.map((point) => point.lane))) {
          const inLane = points.filter((point) => point.lane === lane);
          inLane.forEach((point, index) => {
            const next = inLane[index + 1];
            if (point.label === 'beside' && next)
              expect(point.x + MARK_PX + width(point.id)).toBeLessThanOrEqual(next.x);
            const sameRow = inLane.slice(index + 1).find(({ label }) => label === point.label);
            if (sameRow) expect(point.x + width(point.id)).toBeLessThanOrEqual(sameRow.x);
          });
        }
      }),
    );
  });

  it('always says what came last in each lane', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      event(`e${index}`, 'order', index * 60, 'partly acknowledged'),
    );
    expect(layoutTimeline(many, 600).points.at(-1)?.label).toBe('beside');
  });

  it('fills the width that there is and grows beyond it only when it must', () => {
    const few = layoutTimeline([event('a', 'order', 0), event('b', 'order', 60)], 1000);
    expect(few.width).toBe(1000);
    const journey = Array.from({ length: 20 }, (_, index) => event(`e${index}`, 'order', index * 3_600));
    expect(layoutTimeline(journey, 1000).width).toBe(1000);
    const many = Array.from({ length: 60 }, (_, index) => event(`e${index}`, 'order', index * 60));
    expect(layoutTimeline(many, 1000).width).toBeGreaterThan(1000);
  });

  it('marks the axis with the time since the start, where there is room and time has passed', () => {
    const { ticks } = layoutTimeline(
      [event('a', 'order', 0), event('b', 'order', 0), event('c', 'order', 7_205)],
      1000,
    );
    expect(ticks.map(({ elapsedSeconds }) => elapsedSeconds)).toEqual([0, 7_205]);
    const dense = layoutTimeline(
      Array.from({ length: 40 }, (_, index) => event(`e${index}`, 'order', index)),
      1000,
    );
    dense.ticks.slice(1).forEach((tick, index) => expect(tick.x - dense.ticks[index]!.x).toBeGreaterThanOrEqual(96));
  });

  it('is empty without events', () => {
    expect(layoutTimeline([], 500)).toEqual({ lanes: [], points: [], ticks: [], width: 500 });
  });
});
