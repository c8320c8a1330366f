/** What somebody can decide about being written to. Messages that belong to an order are not among it. */
export const preferenceSubjects = ['language', 'sms', 'whatsapp', 'push', 'opinions'] as const;
export type PreferenceSubject = (typeof preferenceSubjects)[number];

/** What is said about a subject: a language about the language, yes or no about the others. */
export type Said = 'tr' | 'en' | 'yes' | 'no';

/**
 * Where it was said: on the page of preferences, in a browser that may show messages, with the one-click link of a mail,
 * as an answer to a text message, or to the merchant, who passed it on.
 */
export type ConsentSource = 'page' | 'browser' | 'unsubscribe' | 'answer' | 'merchant';

/** One word of somebody about being written to. */
export interface ConsentWord {
  /** Null: to everybody who writes from our number. */
  readonly merchantId: string | null;
  /** E-mail address in lower case, or number in E.164. */
  readonly address: string;
  /** Of the page or message by which it was said; null: of none that is known. */
  readonly orderId: string | null;
  /** `number`: everything that goes to a number. */
  readonly subject: PreferenceSubject | 'number';
  readonly said: Said;
  readonly source: ConsentSource;
}

/** By which a customer of a merchant is known: the e-mail address, or without one the number. */
export const addressOf = ({ email, phone }: { email: string | null; phone: string | null }): string | null =>
  email?.toLowerCase() ?? phone;
