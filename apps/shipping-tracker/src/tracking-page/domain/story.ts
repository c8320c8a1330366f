import type { ShipmentStatus } from '#contracts';
import { isFinal } from '../../shipments/domain/shipment-status.js';

/** A parcel as the story needs it. */
export interface StoryParcel {
  readonly status: ShipmentStatus;
  readonly since: Date;
  /** Nothing was heard for too long. */
  readonly stalled: boolean;
  readonly lastHeardAt: Date;
  /** When the carrier was asked last; null for carriers that report by themselves. */
  readonly lastAskedAt: Date | null;
  /** The day on which half of the parcels like this one are there; null when nothing is expected. */
  readonly likelyDay: Date | null;
  readonly lines: readonly StoryUnits[];
}

/** Units of a line. */
export interface StoryUnits {
  readonly lineId: string;
  readonly quantity: number;
}

/** An order as the story needs it. */
export interface StoryOrder {
  readonly state: 'open' | 'cancelled' | 'partly_cancelled' | 'delivered';
  readonly promiseBy: Date | null;
  readonly lines: readonly StoryUnits[];
}

/** One answer to "where is it?". `at` is the moment the words need, if any. */
export type Answer = { readonly code: PlainAnswer } | { readonly code: TimedAnswer; readonly at: Date };
export type PlainAnswer =
  | 'preparing'
  | 'on_its_way'
  | 'arrives_today'
  | 'attempt_failed'
  | 'ready_for_pickup'
  | 'late'
  | 'returning'
  | 'returned'
  | 'parcel_cancelled'
  | 'cancelled';
export type TimedAnswer =
  'preparing_by' | 'arrives_by' | 'expected' | 'late_asked' | 'late_quiet' | 'late_promise' | 'delivered';

/** How the answer feels: colour never says it alone. */
export type Tone = 'calm' | 'good' | 'attention';

/** All parcels of an order as one story. */
export interface Story {
  readonly headline: Answer;
  readonly tone: Tone;
  readonly parcels: readonly Answer[];
  readonly delivered: number;
  /** Units that have not left and still will. */
  readonly waiting: readonly StoryUnits[];
}

/** Of several parcels the customer must first hear of the one that needs something, then of the next to come. */
const importance = [
  'cancelled',
  'attempt_failed',
  'ready_for_pickup',
  'late_asked',
  'late_quiet',
  'late_promise',
  'late',
  'returning',
  'returned',
  'parcel_cancelled',
  'arrives_today',
  'arrives_by',
  'expected',
  'on_its_way',
  'preparing_by',
  'preparing',
  'delivered',
] as const satisfies readonly Answer['code'][];

const attention: ReadonlySet<string> = new Set(importance.slice(0, importance.indexOf('arrives_today')));

/** "Out for delivery" means today only for so long. After it the parcel is simply on its way. */
const DELIVERY_DAY_MS = 18 * 3_600_000;

export function tellStory(order: StoryOrder, parcels: readonly StoryParcel[], now: Date): Story {
  const waiting = order.state === 'open' ? unitsNotShipped(order, parcels) : [];
  const answers = parcels.map((parcel) => answerFor(parcel, order.promiseBy, now));
  const candidates = [...answers, ...(waiting.length > 0 ? [preparing(order, now)] : [])];
  const headline = mostImportant(candidates) ?? endOf(order);
  return {
    headline,
    tone: headline.code === 'delivered' ? 'good' : attention.has(headline.code) ? 'attention' : 'calm',
    parcels: answers,
    delivered: parcels.filter((parcel) => parcel.status === 'delivered').length,
    waiting,
  };
}

function answerFor(parcel: StoryParcel, promiseBy: Date | null, now: Date): Answer {
  if (parcel.status === 'delivered') return { code: 'delivered', at: parcel.since };
  const said = plainAnswers[parcel.status];
  if (said !== undefined && said !== 'late') return { code: said };
  if (parcel.stalled && !isFinal(parcel.status)) return late(parcel);
  if (said === 'late') return { code: 'late' };
  if (parcel.status === 'out_for_delivery' && now.getTime() - parcel.since.getTime() < DELIVERY_DAY_MS) {
    return { code: 'arrives_today' };
  }
  if (promiseBy === null) {
    return parcel.likelyDay === null ? { code: 'on_its_way' } : { code: 'expected', at: parcel.likelyDay };
  }
  return { code: promiseBy < now ? 'late_promise' : 'arrives_by', at: promiseBy };
}

/** Statuses that say it all by themselves. */
const plainAnswers: Partial<Record<ShipmentStatus, PlainAnswer>> = {
  attempt_failed: 'attempt_failed',
  ready_for_pickup: 'ready_for_pickup',
  delayed: 'late',
  on_hold: 'late',
  expired: 'late',
  returning: 'returning',
  returned: 'returned',
  cancelled: 'parcel_cancelled',
};

function late(parcel: StoryParcel): Answer {
  return parcel.lastAskedAt === null
    ? { code: 'late_quiet', at: parcel.lastHeardAt }
    : { code: 'late_asked', at: parcel.lastAskedAt };
}

function preparing(order: StoryOrder, now: Date): Answer {
  if (order.promiseBy === null) return { code: 'preparing' };
  return { code: order.promiseBy < now ? 'late_promise' : 'preparing_by', at: order.promiseBy };
}

/** Nothing on its way and nothing to come. */
function endOf(order: StoryOrder): Answer {
  return { code: order.state === 'open' || order.state === 'delivered' ? 'preparing' : 'cancelled' };
}

/** The first by importance; of several deliveries the last one: that is when the order was complete. */
function mostImportant(answers: readonly Answer[]): Answer | undefined {
  const rank = (answer: Answer): number => importance.indexOf(answer.code);
  return [...answers].sort((a, b) => rank(a) - rank(b) || momentOf(b) - momentOf(a))[0];
}

const momentOf = (answer: Answer): number => ('at' in answer ? answer.at.getTime() : 0);

function unitsNotShipped(order: StoryOrder, parcels: readonly StoryParcel[]): StoryUnits[] {
  const shipped = new Map<string, number>();
  for (const { lineId, quantity } of parcels.flatMap((parcel) => parcel.lines)) {
    shipped.set(lineId, (shipped.get(lineId) ?? 0) + quantity);
  }
  return order.lines
    .map(({ lineId, quantity }) => ({ lineId, quantity: quantity - (shipped.get(lineId) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
}
