import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Template } from '../../notifications/domain/message.js';
import { decideTelling, type TellingStory } from './decide-telling.js';
import { endOfSilence, endsSilence } from './end-of-silence.js';
import { defaultNotificationRules, type NotificationRules, type TellingRule } from './notification-rules.js';
import { endOfDigest, type ParcelStanding } from './parcels-digest.js';
import { replayStory, type PlannedTelling, type ReplayedTelling } from './replay-story.js';

const at = (time: string): Date => new Date(time);
const HOUR_MS = 3_600_000;

const digestRule = (changes: Partial<TellingRule> = {}): TellingRule => ({
  template: 'parcels-digest',
  told: true,
  gathers: ['order-shipped'],
  delayMinutes: 240,
  workdaysOnly: false,
  ...changes,
});
const rulesWith = (changes: Partial<TellingRule> = {}, more: Partial<NotificationRules> = {}): NotificationRules => ({
  ...defaultNotificationRules,
  rules: [digestRule(changes)],
  ...more,
});

const firstOfTwo: ParcelStanding = { total: 1, unitsToCome: 1, complete: false };
const story = (changes: Partial<TellingStory> = {}): TellingStory => ({
  template: 'order-shipped',
  plannedAt: at('2026-11-20T08:00:00Z'),
  country: 'TR',
  told: [],
  toldOfOrder: 0,
  parcel: firstOfTwo,
  ...changes,
});
const ends = (rules: NotificationRules, changes: Partial<TellingStory> = {}): string | null =>
  endOfDigest(rules, story(changes))?.toISOString() ?? null;

describe('a digest', () => {
  it('gathers what its rule names of an order in several parcels, and nothing urgent', () => {
    expect(ends(rulesWith())).toBe('2026-11-20T12:00:00.000Z');
    expect(ends(rulesWith(), { parcel: { total: 1, unitsToCome: 0, complete: false } })).toBeNull();
    expect(ends(rulesWith(), { template: 'out-for-delivery' })).toBeNull();
    expect(ends(rulesWith(), { template: 'delivered' })).toBeNull();
    const both = rulesWith({ gathers: ['order-shipped', 'delivered'] });
    expect(ends(both, { template: 'delivered', parcel: { total: 2, unitsToCome: 0, complete: false } })).not.toBeNull();
    // All has arrived: that is what the customer waits for.
    expect(ends(both, { template: 'delivered', parcel: { total: 2, unitsToCome: 0, complete: true } })).toBeNull();
    expect(ends(rulesWith({ told: false }))).toBeNull();
    expect(ends(defaultNotificationRules)).toBeNull();
    expect(ends(rulesWith({ when: { countries: ['DE'] } }))).toBeNull();
  });

  it('leaves at an hour of the customer’s day if that is earlier', () => {
    // Istanbul is three hours ahead: 13:00 there is 10:00 UTC.
    expect(ends(rulesWith({ untilMinute: 13 * 60 }))).toBe('2026-11-20T10:00:00.000Z');
    expect(ends(rulesWith({ untilMinute: 18 * 60 }))).toBe('2026-11-20T12:00:00.000Z');
    // The evening on which clocks in Berlin go back at night.
    const evening = { country: 'DE', plannedAt: at('2026-10-24T20:00:00Z') };
    expect(ends(rulesWith({ untilMinute: 9 * 60, delayMinutes: 1_440 }), evening)).toBe('2026-10-25T08:00:00.000Z');
  });

  it('is told although the rule that began it is gone, and rather at a weekend than after the longest silence', () => {
    const saturday = at('2026-11-21T10:00:00Z');
    const digest = story({ template: 'parcels-digest', parcel: null });
    expect(decideTelling(defaultNotificationRules, digest, saturday)).toEqual({ kind: 'tell' });
    expect(decideTelling(rulesWith({ told: false }), digest, saturday)).toEqual({ kind: 'tell' });
    const workdays = rulesWith({ workdaysOnly: true });
    expect(decideTelling(workdays, digest, saturday).kind).toBe('wait');
    const silenceEndsAt = at('2026-11-21T11:00:00Z');
    expect(decideTelling(workdays, { ...digest, silenceEndsAt }, saturday)).toEqual({ kind: 'tell' });
  });

  it('keeps the word that there is nothing new from leaving while there is', () => {
    const silence = story({ template: 'nothing-new', parcel: null, newsLeaves: true });
    expect(decideTelling(rulesWith(), silence, at('2026-11-20T10:00:00Z'))).toMatchObject({ reason: 'NEWS_COMES' });
  });
});

/** One order of several parcels of one unit each: when each leaves and arrives, in hours after it was placed. */
const journeys = fc.array(
  fc.record({ leaves: fc.integer({ min: 0, max: 120 }), takes: fc.option(fc.integer({ min: 1, max: 96 })) }),
  { minLength: 1, maxLength: 5 },
);
type Journeys = typeof journeys extends fc.Arbitrary<infer Value> ? Value : never;

const placedAt = at('2026-03-26T08:00:00Z');
const after = (hours: number): Date => new Date(placedAt.getTime() + hours * HOUR_MS);

/** What notification hears of it, in the order in which it becomes known. */
function factsOf(parcels: Journeys): PlannedTelling[] {
  const known = parcels
    .flatMap(({ leaves, takes }, place): { hours: number; place: number; template: Template }[] => [
      { hours: leaves, place, template: 'order-shipped' },
      ...(takes === null ? [] : [{ hours: leaves + takes, place, template: 'delivered' as const }]),
    ])
    .sort((one, other) => one.hours - other.hours);
  const count = (upTo: number, template: Template): number =>
    known.slice(0, upTo + 1).filter((one) => one.template === template).length;
  return [
    { template: 'order-placed', subjectId: 'order', plannedAt: placedAt },
    ...known.map(({ hours, place, template }, index): PlannedTelling => {
      const total = count(index, 'order-shipped');
      const unitsToCome = parcels.length - total;
      const complete = unitsToCome === 0 && count(index, 'delivered') === parcels.length;
      return { template, subjectId: String(place), plannedAt: after(hours), parcel: { total, unitsToCome, complete } };
    }),
  ];
}

const minute = fc.integer({ min: 0, max: 1_439 });
const shopRules = fc
  .record({
    gathers: fc.constantFrom<TellingRule['gathers']>(['order-shipped'], ['delivered'], ['order-shipped', 'delivered']),
    delayMinutes: fc.integer({ min: 0, max: 1_440 }),
    workdaysOnly: fc.boolean(),
    untilMinute: fc.option(minute),
    quiet: fc.option(fc.record({ fromMinute: minute, lasts: fc.integer({ min: 1, max: 840 }) })),
    maxSilenceHours: fc.option(fc.integer({ min: 24, max: 96 })),
  })
  .map(({ gathers, delayMinutes, workdaysOnly, untilMinute, quiet, maxSilenceHours }) =>
    rulesWith(
      {
        ...(gathers ? { gathers } : {}),
        ...{ delayMinutes, workdaysOnly },
        ...(untilMinute === null ? {} : { untilMinute }),
      },
      {
        maxSilenceHours,
        quietHours: quiet && { fromMinute: quiet.fromMinute, toMinute: (quiet.fromMinute + quiet.lasts) % 1_440 },
      },
    ),
  );

const replay = (rules: NotificationRules, parcels: Journeys): ReplayedTelling[] =>
  replayStory(rules, { country: 'DE' }, factsOf(parcels), 'order');
const isDigest = ({ template }: ReplayedTelling): boolean => template === 'parcels-digest';

describe('what becomes known of an order’s parcels, whatever the rules and whenever it comes', () => {
  it('is told exactly once, by itself or by the one digest that leaves next', () => {
    fc.assert(
      fc.property(shopRules, journeys, (rules, parcels) => {
        const done = replay(rules, parcels);
        const own = done.filter((one) => !isDigest(one) && one.template !== 'nothing-new');
        const keys = own.map(({ template, subjectId }) => `${template} ${subjectId}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect(own).toHaveLength(factsOf(parcels).length);
        let held = 0;
        for (const one of done) {
          if (one.outcome === 'gathered') held += 1;
          // Nobody hears that there is nothing new while there is.
          if (one.template === 'nothing-new' && one.outcome === 'told') expect(held).toBe(0);
          if (!isDigest(one)) continue;
          // Never empty: what opened it is in it.
          expect(one.outcome).toBe('told');
          expect(held).toBeGreaterThan(0);
          held = 0;
        }
        expect(held).toBe(0);
        // What is dropped was told in other words by something later.
        const dropped = own.filter(({ outcome }) => outcome === 'dropped');
        expect(dropped.every(({ reason }) => reason === 'STORY_MOVED_ON')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('waits no longer than its window, and never beyond the longest silence', () => {
    fc.assert(
      fc.property(shopRules, journeys, (rules, parcels) => {
        const done = replay(rules, parcels);
        done.forEach((digest, place) => {
          if (!isDigest(digest)) return;
          const told = done.slice(0, place).findLast((one) => one.outcome === 'told' && endsSilence(one.template));
          const silenceEnds = told ? endOfSilence(rules, told.at, 'DE') : null;
          if (silenceEnds !== null && silenceEnds >= digest.plannedAt)
            expect(digest.at.getTime()).toBeLessThanOrEqual(silenceEnds.getTime());
          if (rules.quietHours !== null || rules.rules[0]?.workdaysOnly === true) return;
          const windowMs = (rules.rules[0]?.delayMinutes ?? 0) * 60_000;
          expect(digest.at.getTime()).toBeLessThanOrEqual(digest.plannedAt.getTime() + windowMs);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('does not hold up the parcel that completes the order', () => {
    fc.assert(
      fc.property(journeys, (parcels) => {
        const arriving = parcels.map(({ leaves, takes }) => ({ leaves, takes: takes ?? 5 }));
        const last = replay(rulesWith({ gathers: ['order-shipped', 'delivered'] }), arriving).filter(
          ({ template }) => template === 'delivered',
        );
        const complete = factsOf(arriving).filter(({ parcel }) => parcel?.complete === true);
        for (const { subjectId, plannedAt } of complete)
          expect(last.find((one) => one.subjectId === subjectId)).toMatchObject({ outcome: 'told', at: plannedAt });
      }),
      { numRuns: 60 },
    );
  });
});
