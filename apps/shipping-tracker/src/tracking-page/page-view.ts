import type { Language, Translate as TranslateOf } from '#platform';
import type { Case } from '../after-sales/cases.service.js';
import type { Checkpoint } from '../shipments/checkpoint.entity.js';
import type { Shipment } from '../shipments/shipment.entity.js';
import type { TrackedOrder } from '../orders/tracked-order.entity.js';
import { longDate, nearDay, timeOfDay, weekday, zoneName, zoneOf, type LocalClock } from './domain/calendar.js';
import { placeIsPublic, stepOf, steps } from './domain/steps.js';
import { tellStory, type Answer, type Story, type StoryUnits, type Tone } from './domain/story.js';
import type { MessageKey } from './i18n/en.js';
import { translator } from './i18n/translator.js';
import { hints } from './hints.js';
import { pushView, type PushView } from './push-view.js';
import { beforeItLeaves, caseLines, type CaseLine } from './case-view.js';

type Translate = TranslateOf<MessageKey>;

/** Lines shown per parcel; the rest is counted. Keeps the page under 50 KB. */
const GOODS_MAX = 20;
/** Parcels shown; nobody scrolls through more. */
const PARCELS_MAX = 20;
/** Movements shown over all parcels. */
const MOVES_MAX = 100;

export interface GoodsView {
  readonly title: string;
  readonly amount: string;
}
export interface StepView {
  readonly label: string;
  readonly state: 'done' | 'current' | 'open';
  /** The state in words, for those who do not see the line. */
  readonly spoken: string;
}
export interface MoveView {
  readonly status: string;
  readonly iso: string;
  readonly moment: string;
  readonly place: string | null;
}
export interface ParcelView {
  readonly title: string;
  readonly state: string;
  /** By when nine of ten parcels like it are there, and what that rests on. */
  readonly expected: string | null;
  /** That it was expected sooner before. */
  readonly moved: string | null;
  readonly attention: boolean;
  readonly stepsLabel: string;
  readonly steps: readonly StepView[] | null;
  readonly goodsLabel: string;
  readonly goods: readonly GoodsView[];
  /** Carrier and tracking number. */
  readonly number: string;
  readonly historyLabel: string;
  readonly moves: readonly MoveView[];
}

/** Everything on the page, in words. */
export interface PageView {
  readonly language: Language;
  readonly title: string;
  readonly order: string;
  readonly switch: { readonly language: Language; readonly label: string };
  readonly tone: Tone;
  readonly headline: string;
  readonly count: string | null;
  readonly hint: string;
  readonly recipient: string;
  readonly parcels: readonly ParcelView[];
  readonly returns: readonly ParcelView[];
  readonly cases: { readonly title: string; readonly lines: readonly CaseLine[] } | null;
  readonly waiting: {
    readonly title: string;
    readonly goods: readonly GoodsView[];
    /** What can be done before it leaves. */
    readonly links: readonly { readonly text: string; readonly link: string }[];
  } | null;
  readonly help: {
    readonly title: string;
    readonly text: string;
    readonly late: string | null;
    readonly link: string;
    readonly linkText: string;
  };
  readonly preferences: { readonly link: string; readonly text: string };
  /** What can be allowed in this browser; null: nothing. */
  readonly push: PushView | null;
  readonly updated: string;
}

/** A parcel with what was said about it, oldest first. */
export interface TrackedParcel {
  /** The latest day that was promised before the present one, or null. */
  readonly earlierDay: string | null;
  readonly shipment: Shipment;
  readonly checkpoints: readonly Checkpoint[];
}

interface PageFacts {
  readonly parcels: readonly TrackedParcel[];
  readonly cases: readonly Case[];
  readonly offersPush: boolean;
}

/** Puts an order and its parcels into words. */
export function pageView(
  order: TrackedOrder,
  token: string,
  { parcels: all, cases, offersPush }: PageFacts,
  language: Language,
  now: Date,
): PageView {
  const say = translator(language);
  const clock: LocalClock = { locale: language === 'tr' ? 'tr-TR' : 'en-GB', timeZone: zoneOf(order.country), now };
  const parcels = all.filter(({ shipment }) => shipment.direction === 'outbound');
  const returns = all.filter(({ shipment }) => shipment.direction === 'return');
  const story = tellStory(order, parcels.map(storyParcel), now);
  const headline = answerText(say, story.headline, clock);
  const shown = parcels.slice(0, PARCELS_MAX);
  const moveShare = Math.max(3, Math.floor(MOVES_MAX / Math.max(shown.length, 1)));
  const to = (path: string): string => `/track/${encodeURIComponent(token)}${path}?lang=${language}`;
  const lines = caseLines(say, cases, order.state, to);
  const words = new ParcelWords(say, clock, order, moveShare);
  return {
    language,
    title: say('page.title', { answer: headline, order: order.externalId }),
    order: say('page.order', { order: order.externalId }),
    switch: { language: language === 'tr' ? 'en' : 'tr', label: say('page.switch') },
    tone: story.tone,
    headline,
    count: countText(say, story, parcels.length),
    hint: say(hints[story.headline.code]),
    recipient: say('page.for', {
      name: order.firstName,
      city: order.city ?? '',
      hasCity: order.city === null ? 'no' : 'yes',
    }),
    parcels: shown.map((parcel, index) => words.parcel(parcel, story.parcels[index], index + 1, parcels.length)),
    returns: returns.slice(0, PARCELS_MAX).map((parcel) => words.returned(parcel)),
    cases: lines.length === 0 ? null : { title: say('case.title'), lines },
    waiting:
      story.waiting.length === 0
        ? null
        : { title: say('waiting.title'), goods: words.goods(story.waiting), links: beforeItLeaves(say, cases, to) },
    help: {
      ...{ title: say('page.help.title'), text: say('page.help.text', { order: order.externalId }) },
      late: story.headline.code.startsWith('late') ? say('page.help.late') : null,
      link: to('/help'),
      linkText: say('page.help.link'),
    },
    preferences: { link: to('/preferences'), text: say('page.preferences') },
    push: offersPush ? pushView(say, `/track/${encodeURIComponent(token)}/push`) : null,
    updated: say('page.updated', { time: momentText(say, now, clock), zone: zoneName(clock) }),
  };
}

/** Words for one parcel. */
class ParcelWords {
  constructor(
    private readonly say: Translate,
    private readonly clock: LocalClock,
    private readonly order: TrackedOrder,
    private readonly movesMax: number,
  ) {}

  parcel(
    { shipment, checkpoints, earlierDay }: TrackedParcel,
    answer: Answer | undefined,
    number: number,
    total: number,
  ): ParcelView {
    const { say } = this;
    return {
      title: total === 1 ? say('parcel.single') : say('parcel.title', { number, total }),
      state: this.state(shipment, answer, total),
      ...this.expectation(shipment, earlierDay, answer),
      attention:
        total > 1 && answer !== undefined && (answer.code.startsWith('late') || answer.code === 'attempt_failed'),
      stepsLabel: say('parcel.progress'),
      steps: this.steps(shipment),
      goodsLabel: say('parcel.contents'),
      goods: this.goods(shipment.lines.map((line) => ({ lineId: line.orderLineId, quantity: line.quantity }))),
      number: say('parcel.number', { carrier: carrierName(shipment.carrier), number: shipment.trackingNumber }),
      historyLabel: say('parcel.history', { count: checkpoints.length }),
      moves: [...checkpoints]
        .reverse()
        .slice(0, this.movesMax)
        .map((checkpoint) => this.move(checkpoint)),
    };
  }

  /** A parcel on its way back is told by itself: it is no part of when the order arrives. */
  returned(parcel: TrackedParcel): ParcelView {
    return { ...this.parcel(parcel, undefined, 1, 1), title: this.say('parcel.return') };
  }

  goods(units: readonly StoryUnits[]): GoodsView[] {
    const titles = new Map(this.order.lines.map((line) => [line.lineId, line.title]));
    const shown = units.slice(0, GOODS_MAX).map(({ lineId, quantity }) => ({
      title: titles.get(lineId) ?? '–',
      amount: `${quantity} ×`,
    }));
    const more = units.length - shown.length;
    return more > 0 ? [...shown, { title: this.say('parcel.more', { count: more }), amount: '' }] : shown;
  }

  /** What the headline does not say already: of a single parcel the last step, of several each one's answer. */
  private state(shipment: Shipment, answer: Answer | undefined, total: number): string {
    if (answer !== undefined && answer.code !== 'on_its_way' && total > 1)
      return answerText(this.say, answer, this.clock);
    const status = this.say(`status.${shipment.status}`);
    return this.say('parcel.since', { status, moment: momentText(this.say, shipment.statusSince, this.clock) });
  }

  private expectation(
    { latestDay, promiseBasis, promiseSamples }: Shipment,
    earlierDay: string | null,
    answer: Answer | undefined,
  ): Pick<ParcelView, 'expected' | 'moved'> {
    const waits = answer !== undefined && expecting.has(answer.code);
    if (latestDay === null || !waits) return { expected: null, moved: null };
    const basis = promiseBasis === 'prior' || promiseBasis === null ? 'guess' : 'seen';
    return {
      expected: this.say('parcel.expected', { day: this.day(latestDay), basis, samples: promiseSamples ?? 0 }),
      moved:
        earlierDay !== null && earlierDay < latestDay ? this.say('parcel.moved', { day: this.day(earlierDay) }) : null,
    };
  }

  private day(date: string): string {
    const at = noonOf(date);
    return this.say(`day.${nearDay(at, this.clock)}`, {
      weekday: weekday(at, this.clock),
      date: longDate(at, this.clock),
    });
  }

  private steps(shipment: Shipment): StepView[] | null {
    const step = stepOf[shipment.status];
    if (step === null) return null;
    const at = steps.indexOf(step);
    return steps.map((name, index) => {
      const state = index < at ? 'done' : index === at ? 'current' : 'open';
      return { label: this.say(`step.${name}`), state, spoken: this.say(`step.${state}`) };
    });
  }

  private move(checkpoint: Checkpoint): MoveView {
    return {
      status: this.say(`status.${checkpoint.status}`),
      iso: checkpoint.occurredAt.toISOString(),
      moment: momentText(this.say, checkpoint.occurredAt, this.clock),
      place: placeIsPublic.has(checkpoint.status) ? checkpoint.place : null,
    };
  }
}

/** Answers while a parcel is still waited for. */
const expecting: ReadonlySet<Answer['code']> = new Set([
  ...(['on_its_way', 'expected', 'arrives_by', 'arrives_today'] as const),
  ...(['late_promise', 'late_quiet', 'late_asked', 'late'] as const),
]);

/** Noon of a calendar day: the same day on every clock that the page uses. */
const noonOf = (date: string): Date => new Date(`${date}T12:00:00Z`);

function storyParcel({ shipment }: TrackedParcel) {
  return {
    status: shipment.status,
    since: shipment.statusSince,
    stalled: shipment.stalledAt !== null,
    lastHeardAt: shipment.lastHeardAt,
    lastAskedAt: shipment.lastAskedAt,
    likelyDay: shipment.likelyDay === null ? null : noonOf(shipment.likelyDay),
    lines: shipment.lines.map((line) => ({ lineId: line.orderLineId, quantity: line.quantity })),
  };
}

function answerText(say: Translate, answer: Answer, clock: LocalClock): string {
  if (!('at' in answer)) return say(`answer.${answer.code}`);
  const day = say(`day.${nearDay(answer.at, clock)}`, {
    weekday: weekday(answer.at, clock),
    date: longDate(answer.at, clock),
  });
  return say(`answer.${answer.code}`, { day, moment: momentText(say, answer.at, clock) });
}

const momentText = (say: Translate, moment: Date, clock: LocalClock): string =>
  say(`moment.${nearDay(moment, clock)}`, { time: timeOfDay(moment, clock), date: longDate(moment, clock) });

/** Only with several parcels is there something to count. */
const countText = (say: Translate, story: Story, total: number): string | null =>
  total < 2 || story.delivered === total ? null : say('page.delivered', { delivered: story.delivered, total });

/** Codes are lower case; people know carriers by name. */
const carrierName = (code: string): string =>
  code
    .split(/[-_]/)
    .map((word) => (word.length <= 3 ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
