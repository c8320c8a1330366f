import { audienceOf, type Template } from '../../notifications/domain/message.js';

/** How one kind of message is told. What is left out is as in the default rules. */
export interface TellingRule {
  readonly template: Template;
  /** False: customers do not hear of it. */
  readonly told: boolean;
  /** Minutes from the fact to the message; a later message about the same subject may take its place meanwhile. */
  readonly delayMinutes: number;
  /** Only from Monday to Friday, by the customer's calendar. */
  readonly workdaysOnly: boolean;
}

/** When nobody is written to, by the clock on the customer's wall. `from` after `to` spans midnight. */
export interface QuietHours {
  /** Minutes since midnight, 0 to 1439. */
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** What a merchant's customers are told, and when. Null: no limit of that kind. */
export interface NotificationRules {
  readonly rules: readonly TellingRule[];
  readonly quietHours: QuietHours | null;
  /** Messages to the customer of one order, obligatory ones not counted. */
  readonly capPerOrder: number | null;
  /** Hours without a message after which the customer of an order on its way hears that there is nothing new. */
  readonly maxSilenceHours: number | null;
}

/** Every step that customers are told of, at once: what holds until a merchant says otherwise. */
export const defaultNotificationRules: NotificationRules = {
  rules: [],
  quietHours: null,
  capPerOrder: null,
  maxSilenceHours: null,
};

const asToday: Omit<TellingRule, 'template'> = { told: true, delayMinutes: 0, workdaysOnly: false };

/** How a kind of message is told. */
export const ruleOf = ({ rules }: NotificationRules, template: Template): Omit<TellingRule, 'template'> =>
  rules.find((rule) => rule.template === template) ?? asToday;

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
]);

/** As a list, for queries. */
export const obligatoryTemplates: readonly Template[] = [...obligatory];

/** Whether rules cannot hold a message back. Suppliers and operators are not asked for by a shop's rules. */
export const isObligatory = (template: Template): boolean =>
  obligatory.has(template) || audienceOf[template] !== 'customer';
