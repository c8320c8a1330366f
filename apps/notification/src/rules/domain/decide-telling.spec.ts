import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isForShop, merchantTemplates, templates } from '../../notifications/domain/message.js';
import { decideTelling, type TellingStory } from './decide-telling.js';
import {
  defaultNotificationRules,
  isObligatory,
  type NotificationRules,
  type QuietHours,
} from './notification-rules.js';
import { endOfSilence } from './end-of-silence.js';
import { replayStory } from './replay-story.js';

const night: QuietHours = { fromMinute: 21 * 60, toMinute: 9 * 60 };
const at = (time: string): Date => new Date(time);

const story = (changes: Partial<TellingStory> = {}): TellingStory => ({
  template: 'order-shipped',
  plannedAt: at('2026-11-20T08:00:00Z'),
  country: 'TR',
  told: [],
  toldOfOrder: 0,
  ...changes,
});

const rulesWith = (changes: Partial<NotificationRules>): NotificationRules => ({
  ...defaultNotificationRules,
  ...changes,
});

/** Minutes since midnight by an independent way: the text of the clock. */
function minuteIn(zone: string, moment: Date): number {
  const text = moment.toLocaleTimeString('en-GB', { timeZone: zone, hour12: false });
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

describe('a message', () => {
  it('is told at once by the default rules, as long as the story has not moved on', () => {
    for (const template of templates.filter((one) => !isForShop(one))) {
      expect(decideTelling(defaultNotificationRules, story({ template }), at('2026-11-22T02:00:00Z'))).toEqual({
        kind: 'tell',
      });
    }
    expect(decideTelling(defaultNotificationRules, story({ told: ['delivered'] }), at('2026-11-22T02:00:00Z'))).toEqual(
      {
        kind: 'drop',
        reason: 'STORY_MOVED_ON',
      },
    );
  });

  it('waits for the end of the quiet hours where the customer lives', () => {
    const rules = rulesWith({ quietHours: night });
    const late = at('2026-11-22T19:30:00Z');
    expect(decideTelling(rules, story(), late)).toEqual({
      kind: 'wait',
      until: at('2026-11-23T06:00:00Z'),
      reason: 'OUTSIDE_HOURS',
    });
    expect(decideTelling(rules, story({ country: 'PT' }), late)).toEqual({ kind: 'tell' });
    // Nine in New York is the middle of the night in Honolulu: nobody knows where in the country somebody lives.
    expect(decideTelling(rules, story({ country: 'US' }), at('2026-11-23T14:00:00Z')).kind).toBe('wait');
  });

  it('waits for its delay, and for a workday', () => {
    const rule = { template: 'order-shipped' as const, told: true, delayMinutes: 30, workdaysOnly: true };
    const rules = rulesWith({ rules: [rule] });
    expect(decideTelling(rules, story(), at('2026-11-20T08:00:00Z'))).toEqual({
      kind: 'wait',
      until: at('2026-11-20T08:30:00Z'),
      reason: 'DELAYED',
    });
    // Saturday in Istanbul; Monday begins there at 21:00 UTC on Sunday.
    expect(decideTelling(rules, story(), at('2026-11-21T10:00:00Z'))).toEqual({
      kind: 'wait',
      until: at('2026-11-22T21:00:00Z'),
      reason: 'OUTSIDE_HOURS',
    });
  });

  it('waits for the end of a holiday where the customer lives', () => {
    const rule = { template: 'order-shipped' as const, told: true, delayMinutes: 0, workdaysOnly: true };
    const rules = rulesWith({ rules: [rule] });
    const waits = (country: string | null, now: string): string => {
      const decision = decideTelling(rules, story({ country, plannedAt: at(now) }), at(now));
      return decision.kind === 'wait' ? decision.until.toISOString() : decision.kind;
    };
    // The day of the republic, a Thursday; the feast of sacrifice, Wednesday to Saturday, with the Sunday behind it.
    expect(waits('TR', '2026-10-29T09:00:00Z')).toBe('2026-10-29T21:00:00.000Z');
    expect(waits('TR', '2026-05-27T09:00:00Z')).toBe('2026-05-31T21:00:00.000Z');
    // Good Friday to Easter Monday, by the summer time of Berlin.
    expect(waits('DE', '2026-04-03T09:00:00Z')).toBe('2026-04-06T22:00:00.000Z');
    expect(waits('TR', '2026-04-03T09:00:00Z')).toBe('tell');
    expect(waits('US', '2026-10-29T09:00:00Z')).toBe('tell');
    expect(waits(null, '2026-05-27T09:00:00Z')).toBe('tell');
  });

  it('that law or contract demands is neither held back nor counted', () => {
    const rules = rulesWith({ capPerOrder: 0, quietHours: night });
    const decided = decideTelling(rules, story({ template: 'withdrawal-acknowledged' }), at('2026-11-22T23:00:00Z'));
    expect(decided).toEqual({ kind: 'tell' });
    expect(decideTelling(rules, story(), at('2026-11-22T10:00:00Z'))).toEqual({ kind: 'drop', reason: 'CAP_REACHED' });
  });
});

/** What rules do not add themselves. A digest has laws of its own: see parcels-digest.spec.ts. */
const alone = templates.filter(
  (template) => template !== 'parcels-digest' && template !== 'nothing-new' && !isForShop(template),
);

describe('the story of an order, whatever the rules and whatever happens', () => {
  const minute = fc.integer({ min: 0, max: 1_439 });
  const rules = fc.record({
    capPerOrder: fc.option(fc.integer({ min: 0, max: 4 })),
    maxSilenceHours: fc.option(fc.integer({ min: 24, max: 720 })),
    quietHours: fc.option(fc.record({ fromMinute: minute, toMinute: minute })),
    rules: fc.uniqueArray(
      fc.record({
        template: fc.constantFrom(...alone),
        told: fc.boolean(),
        delayMinutes: fc.integer({ min: 0, max: 2_000 }),
        workdaysOnly: fc.boolean(),
      }),
      { selector: ({ template }) => template, maxLength: 6 },
    ),
  });
  const planned = fc.array(
    fc.record({
      template: fc.constantFrom(...alone),
      subjectId: fc.constantFrom('order', 'parcel-1', 'parcel-2'),
      // Around the two days on which European clocks change.
      plannedAt: fc.date({ min: at('2026-03-27T00:00:00Z'), max: at('2026-10-27T00:00:00Z'), noInvalidDate: true }),
    }),
    { maxLength: 12 },
  );
  const zones = { TR: 'Europe/Istanbul', DE: 'Europe/Berlin', JP: 'Asia/Tokyo' } as const;

  it('stays within its cap, out of the quiet hours, after its delay, and leaves nothing undecided', () => {
    fc.assert(
      fc.property(rules, planned, fc.constantFrom('TR', 'DE', 'JP'), (given, plans, country) => {
        const replayed = replayStory(given, { country }, plans);
        expect(replayed.filter(({ template }) => template !== 'nothing-new')).toHaveLength(plans.length);
        const told = replayed.filter(({ outcome, template }) => outcome === 'told' && !isObligatory(template));
        if (given.capPerOrder !== null) expect(told.length).toBeLessThanOrEqual(given.capPerOrder);
        for (const { at: moment, plannedAt, template } of told) {
          const rule = given.rules.find((one) => one.template === template);
          expect(rule?.told ?? true).toBe(true);
          expect(moment.getTime()).toBeGreaterThanOrEqual(plannedAt.getTime() + (rule?.delayMinutes ?? 0) * 60_000);
          if (given.quietHours === null) continue;
          const { fromMinute, toMinute } = given.quietHours;
          const clock = minuteIn(zones[country], moment);
          // Counted from the beginning of the quiet hours, round the clock.
          const intoQuiet = (clock - fromMinute + 1_440) % 1_440;
          expect(intoQuiet).toBeGreaterThanOrEqual((toMinute - fromMinute + 1_440) % 1_440);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('never tells what is behind what was told of the same subject', () => {
    fc.assert(
      fc.property(rules, planned, (given, plans) => {
        const told = replayStory(given, { country: 'TR' }, plans).filter(({ outcome }) => outcome === 'told');
        told.forEach(({ template, subjectId }, index) => {
          const before = told.slice(0, index).filter((one) => one.subjectId === subjectId);
          if (template === 'order-shipped') expect(before.map((one) => one.template)).not.toContain('delivered');
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('a silence', () => {
  it('ends before it is longer than the rules allow, at an hour at which nobody is disturbed', () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    const lastTold = fc.date({ min: at('2026-03-01T00:00:00Z'), max: at('2026-11-30T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(lastTold, fc.integer({ min: 24, max: 720 }), minute, minute, (last, maxSilenceHours, from, to) => {
        const rules = rulesWith({ maxSilenceHours, quietHours: { fromMinute: from, toMinute: to } });
        const end = endOfSilence(rules, last, 'DE');
        // Nearly the whole day is quiet: then there may be no such hour.
        if ((to - from + 1_440) % 1_440 > 1_380) return;
        expect(end).not.toBeNull();
        if (end === null) return;
        expect(end.getTime() - last.getTime()).toBeLessThan(maxSilenceHours * 3_600_000);
        expect(end > last).toBe(true);
        expect(decideTelling(rules, story({ template: 'nothing-new', country: 'DE', plannedAt: last }), end)).toEqual({
          kind: 'tell',
        });
      }),
      { numRuns: 100 },
    );
  });

  it('ends before the feasts where nobody is written to in them', () => {
    const workdays = { template: 'nothing-new' as const, told: true, delayMinutes: 0, workdaysOnly: true };
    const rules = rulesWith({ maxSilenceHours: 120, rules: [workdays] });
    // Five days after the evening before the eve of the feast of sacrifice are its Saturday.
    expect(endOfSilence(rules, at('2026-05-25T15:00:00Z'), 'TR')).toEqual(at('2026-05-26T20:55:00Z'));
  });

  it('is nobody’s business without a longest one, or when the message is switched off', () => {
    const last = at('2026-11-20T08:00:00Z');
    expect(endOfSilence(defaultNotificationRules, last, 'TR')).toBeNull();
    const off = { template: 'nothing-new' as const, told: false, delayMinutes: 0, workdaysOnly: false };
    expect(endOfSilence(rulesWith({ maxSilenceHours: 48, rules: [off] }), last, 'TR')).toBeNull();
    expect(endOfSilence(rulesWith({ maxSilenceHours: 48 }), last, 'TR')).toEqual(at('2026-11-22T07:55:00Z'));
  });
});

describe('what the people of a shop are told', () => {
  const noon = '2026-11-22T12:00:00Z';
  const unroutable = (changes: Partial<TellingStory> = {}) =>
    story({ template: 'unroutable-orders', plannedAt: at(noon), ...changes });
  const rulesFor = (rule: { told?: boolean; delayMinutes?: number }): NotificationRules =>
    rulesWith({
      rules: [{ template: 'unroutable-orders', told: true, delayMinutes: 60, workdaysOnly: false, ...rule }],
    });

  it('waits for its hour, so that the rest of that hour can come along, and is told then', () => {
    for (const template of merchantTemplates) {
      const telling = unroutable({ template });
      expect(decideTelling(defaultNotificationRules, telling, at('2026-11-22T12:59:59Z'))).toEqual({
        ...{ kind: 'wait', until: at('2026-11-22T13:00:00Z'), reason: 'DELAYED' },
      });
      expect(decideTelling(defaultNotificationRules, telling, at('2026-11-22T13:00:00Z'))).toEqual({ kind: 'tell' });
    }
  });

  it('is switched off, or made quicker, by the shop', () => {
    expect(decideTelling(rulesFor({ told: false }), unroutable(), at(noon))).toEqual({
      ...{ kind: 'drop', reason: 'RULE_OFF' },
    });
    expect(decideTelling(rulesFor({ delayMinutes: 0 }), unroutable(), at(noon))).toEqual({ kind: 'tell' });
  });

  it('keeps no limit that was made for customers', () => {
    const rules = rulesWith({ capPerOrder: 0, quietHours: { fromMinute: 0, toMinute: 1_439 }, maxSilenceHours: 24 });
    const late = unroutable({ toldOfOrder: 9, newsLeaves: true });
    expect(decideTelling(rules, late, at('2026-11-22T13:00:00Z'))).toEqual({ kind: 'tell' });
  });
});
