import type { LatestRevision } from './revisions.js';

/** What merchants let their customers be told: their own texts, and rules about what is told when. */

export const messageLanguages = ['tr', 'en'] as const;
export type MessageLanguage = (typeof messageLanguages)[number];

export const textParts = ['subject', 'headline', 'body', 'more'] as const;
export type TextPart = (typeof textParts)[number];

/** ICU message format. */
export type MessageTexts = Readonly<Record<TextPart, string>>;

/** What is sent where a merchant has written nothing. */
export interface BuiltInTexts {
  template: string;
  language: MessageLanguage;
  texts: MessageTexts;
  /** What a text of this kind may name in braces. */
  placeholders: string[];
  /** Rules cannot hold it back. */
  obligatory: boolean;
}

export type VersionState = 'draft' | 'active' | 'archived';

/** One version of a merchant's texts for one kind of message in one language. */
export interface MessageTemplate extends LatestRevision {
  id: string;
  merchantId: string;
  template: string;
  language: MessageLanguage;
  /** Counts the versions of this kind and language from 1. */
  version: number;
  state: VersionState;
  texts: MessageTexts;
  createdAt: string;
  activatedAt: string | null;
}

/** An order whose facts can fill a text. */
export interface ExampleOrder {
  orderId: string;
  orderNumber: string;
}

/** What a merchant's customers are told, and when; editors reach into it by JSON pointer. */
export interface NotificationRules extends LatestRevision {
  id: string;
  merchantId: string;
  /** Counts the merchant's versions from 1. Messages carry it. */
  version: number;
  name: string;
  state: VersionState;
  content: Readonly<Record<string, unknown>>;
  createdAt: string;
  activatedAt: string | null;
}

/** What would have become of a message under other rules. */
export interface ReplayedTelling {
  template: string;
  subjectId: string;
  plannedAt: string;
  /** `gathered`: told by the digest that leaves next. */
  outcome: 'told' | 'dropped' | 'gathered';
  at: string;
  /** Why it was dropped, or what it waited for last; null: it left at once. */
  reason: string | null;
  /** Which of the rules decided, from 0; null: none is about it. */
  rule: number | null;
}

/** How the customer of an order is written to. */
export interface ContactPreferences {
  orderId: string;
  /** Masked. */
  email: string | null;
  phone: string | null;
  /** Nothing goes to the address, or to the number, any more. */
  bounced: boolean;
  stopped: boolean;
  /** What the customer can decide, and what holds: a language, `yes` or `no`. */
  preferences: Readonly<Record<string, string>>;
  /** What was said, newest first. */
  records: readonly { subject: string; said: string; source: string; recordedAt: string }[];
}

export interface RenderedMail {
  senderName: string;
  subject: string;
  text: string;
  html: string;
}

/** What the shop's own people are told. Its words are Kervan's, so these are not among the texts. */
export const shopTemplates = [
  'unroutable-orders',
  'late-backorders',
  'late-complaints',
  'returns-to-decide',
  'disputed-claims',
  'overdue-credit-notes',
  'failed-refunds',
  'traffic-changes',
] as const;

/** Somebody of a shop who is written to when something needs a person. */
export interface ShopContact {
  readonly email: string;
  readonly language: MessageLanguage;
  /** What it hears of; null: everything, also what comes with later releases. */
  readonly templates: readonly string[] | null;
  /** What its owner wants no more of. */
  readonly unsubscribed: readonly string[];
}

export interface ShopContacts {
  readonly contacts: readonly ShopContact[];
}
