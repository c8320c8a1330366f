import type { Channel } from '#contracts';
import { audienceOf, isForShop, type Template } from '../../notifications/domain/message.js';

/** What rules may ask about an order. */
export interface OrderFacts {
  /** What the customer pays, in minor units of `currency`. */
  readonly totalMinor: number;
  readonly currency: string;
  /** Parcels that have left. */
  readonly parcels: number;
}

/** For which messages a rule holds: everything that it says must be true. */
export interface RuleCondition {
  /** ISO 3166-1 alpha-2. */
  readonly countries?: readonly string[];
  /** BCP 47, as messages are written: `tr`, `en`. */
  readonly languages?: readonly string[];
  /** The bounds are included. An order in another currency is not meant. */
  readonly total?: { readonly currency: string; readonly fromMinor?: number; readonly toMinor?: number };
  /** Parcels that have left, at least. */
  readonly parcelsFrom?: number;
}

/** What a rule looks at. */
export interface RuleSubject {
  readonly template: Template;
  readonly country: string | null;
  readonly language?: string | undefined;
  readonly order?: OrderFacts | null | undefined;
}

/** How one kind of message is told. What is left out is as in the default rules. */
export interface TellingRule {
  readonly template: Template;
  /** Of several rules for one kind of message the first whose condition is true holds; absent: always. */
  readonly when?: RuleCondition;
  /** By which channels, best first; absent: as the rules say. */
  readonly channels?: readonly Channel[];
  /** False: nobody hears of it. */
  readonly told: boolean;
  /**
   * Minutes from the fact to the message; a later message about the same subject may take its place meanwhile. What the
   * shop's own people are told goes into one list with all of its kind that comes within them.
   */
  readonly delayMinutes: number;
  /** Only from Monday to Friday and on no public holiday, where the customer lives. */
  readonly workdaysOnly: boolean;
  /**
   * Of `parcels-digest` alone: the messages about parcels of a split order that it takes the place of. What becomes
   * known within `delayMinutes` of the first is one message then.
   */
  readonly gathers?: readonly Gatherable[];
  /** Of `parcels-digest` alone: leaves at this minute of the customer's day if that is earlier; 0 to 1439. */
  readonly untilMinute?: number;
}

/**
 * What can wait for others. The rest of what is told of a parcel asks something of the customer (out for delivery) or
 * worries (delayed), and leaves by itself.
 */
export const gatherable = ['order-shipped', 'delivered'] as const satisfies readonly Template[];
export type Gatherable = (typeof gatherable)[number];

/** When nobody is written to, by the clock on the customer's wall. `from` after `to` spans midnight. */
export interface QuietHours {
  /** Minutes since midnight, 0 to 1439. */
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** What a merchant's customers and its own people are told, and when. Null: no limit of that kind. */
export interface NotificationRules {
  readonly rules: readonly TellingRule[];
  readonly quietHours: QuietHours | null;
  /** Messages to the customer of one order, obligatory ones not counted. */
  readonly capPerOrder: number | null;
  /** Hours without a message after which the customer of an order on its way hears that there is nothing new. */
  readonly maxSilenceHours: number | null;
  /** By which channels customers are told, best first: the next is tried when one cannot bring a message. Absent: mail. */
  readonly channels?: readonly Channel[];
  /**
   * What allows to write to a number: that it stands in the order (`order`), or that its owner said so (`explicit`,
   * also when absent). Who declined or wrote STOP gets nothing there in either case.
   */
  readonly phoneConsent?: 'order' | 'explicit';
}

/** Every step that customers are told of, at once: what holds until a merchant says otherwise. */
export const defaultNotificationRules: NotificationRules = {
  rules: [],
  quietHours: null,
  capPerOrder: null,
  maxSilenceHours: null,
};

const atOnce: Omit<TellingRule, 'template'> = { told: true, delayMinutes: 0, workdaysOnly: false };
/**
 * What goes wrong in a shop goes wrong several times in the same hour (an empty shelf, a store that is down): its people
 * get that hour as one list. Operators hear of what cannot wait at once.
 */
const hourly: Omit<TellingRule, 'template'> = { ...atOnce, delayMinutes: 60 };

/** What holds where no rule says anything. */
export const builtInRuleOf = (template: Template): Omit<TellingRule, 'template'> =>
  isForShop(template) ? hourly : atOnce;

/** How a message is told. */
export const ruleOf = (rules: NotificationRules, subject: RuleSubject): Omit<TellingRule, 'template'> =>
  rules.rules[placeOfRule(rules, subject) ?? -1] ?? builtInRuleOf(subject.template);

/** Which of the rules holds, from 0; null: none does, and the message is told at once. */
export function placeOfRule({ rules }: NotificationRules, subject: RuleSubject): number | null {
  const place = rules.findIndex((rule) => rule.template === subject.template && isMet(rule.when ?? {}, subject));
  return place === -1 ? null : place;
}

function isMet({ countries, languages, total, parcelsFrom }: RuleCondition, subject: RuleSubject): boolean {
  const { country, language, order } = subject;
  if (!isAmong(countries, country) || !isAmong(languages, language)) return false;
  if ((order?.parcels ?? 0) < (parcelsFrom ?? 0)) return false;
  return !total || (order != null && isWithin(total, order));
}

/** No list means everybody; with one nobody is meant of whom it is not known. */
const isAmong = (list: readonly string[] | undefined, one: string | null | undefined): boolean =>
  !list || list.includes(one ?? '');

const isWithin = (
  { currency, fromMinor = 0, toMinor = Infinity }: NonNullable<RuleCondition['total']>,
  order: OrderFacts,
): boolean => order.currency === currency && order.totalMinor >= fromMinor && order.totalMinor <= toMinor;

/** Its link leads to everything that is known about somebody: to the address of the order, and nowhere else. */
const MAIL_ALONE: Template = 'data-export-ready';

/** By which channels a message may go, best first. What must be provable comes by mail wherever there is an address. */
export function channelsOf(rules: NotificationRules, subject: RuleSubject): readonly Channel[] {
  if (audienceOf[subject.template] !== 'customer' || subject.template === MAIL_ALONE) return ['email'];
  const wanted = ruleOf(rules, subject).channels ?? rules.channels ?? ['email'];
  return isObligatory(subject.template) ? [...new Set<Channel>(['email', ...wanted])] : wanted;
}

/**
 * What law, contract or a person's own words demand: told at once whatever the rules say, and not counted. The
 * confirmation of the order (Directive 2000/31/EC art. 11) and of a withdrawal (2011/83/EU art. 11a) tolerate no
 * delay; a refusal, a label or money back is what somebody waits for.
 */
const obligatory: ReadonlySet<Template> = new Set([
  'order-placed',
  'order-cancelled',
  'cancellation-refused',
  'address-changed',
  'address-refused',
  'return-refused',
  'return-label',
  'refund-completed',
  'withdrawal-acknowledged',
  'complaint-answered',
  'data-export-ready',
]);

/** As a list, for queries. */
export const obligatoryTemplates: readonly Template[] = [...obligatory];

/** Whether rules cannot hold a message back. Suppliers and operators are not asked for by a shop's rules. */
export const isObligatory = (template: Template): boolean =>
  obligatory.has(template) || audienceOf[template] === 'supplier' || audienceOf[template] === 'operator';
