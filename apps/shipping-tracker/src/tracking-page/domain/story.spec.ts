import { describe, expect, it } from '@jest/globals';
import type { ShipmentStatus } from '#contracts';
import { tellStory, type StoryOrder, type StoryParcel } from './story.js';

const now = new Date('2026-11-22T09:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

const anOrder = (changes: Partial<StoryOrder> = {}): StoryOrder => ({
  state: 'open',
  promiseBy: null,
  lines: [
    { lineId: 'mug', quantity: 2 },
    { lineId: 'lamp', quantity: 1 },
  ],
  ...changes,
});

const aParcel = (status: ShipmentStatus, changes: Partial<StoryParcel> = {}): StoryParcel => ({
  status,
  since: hoursAgo(2),
  stalled: false,
  lastHeardAt: hoursAgo(2),
  lastAskedAt: null,
  likelyDay: null,
  lines: [
    { lineId: 'mug', quantity: 2 },
    { lineId: 'lamp', quantity: 1 },
  ],
  ...changes,
});

describe('the story of an order', () => {
  it('says "being prepared" before anything was shipped', () => {
    const story = tellStory(anOrder(), [], now);
    expect(story).toMatchObject({ headline: { code: 'preparing' }, tone: 'calm', delivered: 0 });
    expect(story.waiting).toEqual(anOrder().lines);
  });

  it('names the promised day while it lies ahead, and owns up when it has passed', () => {
    const ahead = new Date('2026-11-24T20:00:00Z');
    expect(tellStory(anOrder({ promiseBy: ahead }), [aParcel('in_transit')], now).headline).toEqual({
      code: 'arrives_by',
      at: ahead,
    });
    const passed = new Date('2026-11-21T20:00:00Z');
    expect(tellStory(anOrder({ promiseBy: passed }), [aParcel('in_transit')], now)).toMatchObject({
      headline: { code: 'late_promise' },
      tone: 'attention',
    });
  });

  it('names the likely day where nothing was promised, and leaves a promise the first word', () => {
    const likelyDay = new Date('2026-11-25T12:00:00Z');
    const parcel = aParcel('in_transit', { likelyDay });
    expect(tellStory(anOrder(), [parcel], now).headline).toEqual({ code: 'expected', at: likelyDay });
    const promiseBy = new Date('2026-11-24T20:00:00Z');
    expect(tellStory(anOrder({ promiseBy }), [parcel], now).headline.code).toBe('arrives_by');
  });

  it('says today only on the day the courier left', () => {
    expect(tellStory(anOrder(), [aParcel('out_for_delivery')], now).headline.code).toBe('arrives_today');
    expect(tellStory(anOrder(), [aParcel('out_for_delivery', { since: hoursAgo(40) })], now).headline.code).toBe(
      'on_its_way',
    );
  });

  it('says when the carrier was asked about a silent parcel, or when it was heard last', () => {
    const asked = hoursAgo(1);
    expect(tellStory(anOrder(), [aParcel('in_transit', { stalled: true, lastAskedAt: asked })], now).headline).toEqual({
      code: 'late_asked',
      at: asked,
    });
    expect(tellStory(anOrder(), [aParcel('in_transit', { stalled: true })], now).headline).toEqual({
      code: 'late_quiet',
      at: hoursAgo(2),
    });
  });

  it('puts the parcel that needs something before the one that arrived', () => {
    const half = [{ lineId: 'mug', quantity: 2 }];
    const other = [{ lineId: 'lamp', quantity: 1 }];
    const story = tellStory(
      anOrder(),
      [aParcel('delivered', { lines: half }), aParcel('ready_for_pickup', { lines: other })],
      now,
    );
    expect(story).toMatchObject({
      headline: { code: 'ready_for_pickup' },
      tone: 'attention',
      delivered: 1,
      waiting: [],
    });
  });

  it('is delivered when the last parcel is, at the time of the last one', () => {
    const story = tellStory(
      anOrder(),
      [
        aParcel('delivered', { since: hoursAgo(1), lines: [{ lineId: 'mug', quantity: 2 }] }),
        aParcel('delivered', { since: hoursAgo(20), lines: [{ lineId: 'lamp', quantity: 1 }] }),
      ],
      now,
    );
    expect(story).toMatchObject({ headline: { code: 'delivered', at: hoursAgo(1) }, tone: 'good' });
  });

  it('keeps preparing what has not left while the rest has arrived', () => {
    const story = tellStory(anOrder(), [aParcel('delivered', { lines: [{ lineId: 'mug', quantity: 1 }] })], now);
    expect(story.headline.code).toBe('preparing');
    expect(story.waiting).toEqual([
      { lineId: 'mug', quantity: 1 },
      { lineId: 'lamp', quantity: 1 },
    ]);
  });

  it('says that a cancelled order was cancelled, but still follows a parcel that had left', () => {
    expect(tellStory(anOrder({ state: 'cancelled' }), [], now).headline.code).toBe('cancelled');
    const partly = tellStory(anOrder({ state: 'partly_cancelled' }), [aParcel('in_transit', { lines: [] })], now);
    expect(partly).toMatchObject({ headline: { code: 'on_its_way' }, waiting: [] });
  });
});
