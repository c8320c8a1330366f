import type { SuppressionReason } from '../../suppressions/domain/suppression.js';
import { preferenceSubjects, type PreferenceSubject, type Said } from '../../consent-records/domain/consent-record.js';

/** What holds, or is wanted, of the subjects that can be decided; one that cannot be is not there. */
export type Preferences = Readonly<Partial<Record<PreferenceSubject, Said>>>;

/** What is known about writing to the customer of an order. */
export interface ContactFacts {
  /** In lower case; null: there is none. */
  readonly email: string | null;
  /** E.164; null: there is none. */
  readonly phone: string | null;
  /** The language that the customer chose, and the one that the order came with. */
  readonly chosenLanguage: 'tr' | 'en' | null;
  readonly orderLanguage: 'tr' | 'en';
  /** What the number's owner said to the merchant, by channel. */
  readonly consents: Readonly<Record<string, boolean>>;
  /** `order`: a number in the order may be written to unless its owner said no. */
  readonly phoneConsent: 'order' | 'explicit';
  readonly suppressedBy: readonly SuppressionReason[];
  /** Browsers that may show messages about the order. */
  readonly devices: number;
  /** Channels that this installation has. */
  readonly configured: readonly string[];
}

/** Channels by which a number is written to. */
const phoneChannels = ['sms', 'whatsapp'] as const;

const yesNo = (value: boolean): Said => (value ? 'yes' : 'no');

/** Whether somebody wants no surveys: an unsubscribe says so, and who reported mails as unwanted said it louder. */
const refusesOpinions = (reasons: readonly SuppressionReason[]): boolean =>
  reasons.includes('UNSUBSCRIBED') || reasons.includes('COMPLAINED');

/**
 * What can be decided, and what holds of it. A number that was stopped has nothing to decide here: it is one sender for
 * all merchants, and only START from the number itself begins it again. Browsers subscribe themselves; here they can
 * only be ended.
 */
export function preferencesOf(facts: ContactFacts): Preferences {
  const { email, phone, consents, configured, suppressedBy } = facts;
  const hasAddress = email !== null || phone !== null;
  const mayDecide = phone !== null && !suppressedBy.includes('STOPPED');
  const ofPhone = phoneChannels
    .filter((channel) => mayDecide && (configured.includes(channel) || channel in consents))
    .map((channel) => [channel, yesNo(consents[channel] ?? facts.phoneConsent === 'order')] as const);
  return {
    // What is said is kept with the address that it is about.
    ...(hasAddress ? { language: facts.chosenLanguage ?? facts.orderLanguage } : {}),
    ...Object.fromEntries(ofPhone),
    ...(facts.devices > 0 ? { push: 'yes' as const } : {}),
    ...(hasAddress ? { opinions: yesNo(!refusesOpinions(suppressedBy)) } : {}),
  };
}

/** What has to be done so that what is wanted holds; nothing when it does. What cannot be decided is left alone. */
export function changesOf(held: Preferences, wanted: Preferences): readonly (readonly [PreferenceSubject, Said])[] {
  return preferenceSubjects.flatMap((subject) => {
    const said = wanted[subject];
    const isSettled = held[subject] === undefined || said === undefined || said === held[subject];
    return isSettled ? [] : [[subject, said] as const];
  });
}

/** Of the form: which subjects it showed, so that a box that was not there is no box that was left empty. */
export const SHOWN = 'shown';

/** What a form wants. A box that is not ticked is not sent. Whatever is no answer of the page's is left out. */
export function wantedIn(form: URLSearchParams): Preferences {
  const shown = (form.get(SHOWN) ?? '').split(',');
  const answers = preferenceSubjects.flatMap((subject) => {
    const said = subject === 'language' ? languageIn(form) : yesNo(form.has(subject));
    return said === null || !shown.includes(subject) ? [] : [[subject, said] as const];
  });
  return Object.fromEntries(answers);
}

function languageIn(form: URLSearchParams): 'tr' | 'en' | null {
  const language = form.get('language');
  return language === 'tr' || language === 'en' ? language : null;
}
