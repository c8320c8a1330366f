import * as afterSales from './messages/after-sales.js';
import type { AfterSalesKey, AfterSalesWord } from './after-sales-catalogue.js';
import type { ToldKey, ToldWord } from './told-catalogue.js';
import * as codes from './messages/codes.js';
import { tr as codesTr } from './messages/codes.tr.js';
import * as sentences from './messages/event-sentences.js';
import * as eventWords from './messages/event-words.js';
import * as common from './messages/common.js';
import * as decision from './messages/decision.js';
import * as desk from './messages/desk.js';
import * as insight from './messages/insight.js';
import * as lost from './messages/lost.js';
import * as now from './messages/now.js';
import * as orders from './messages/orders.js';
import * as policy from './messages/policy.js';
import * as policyWords from './messages/policy-words.js';
import * as routingWords from './messages/routing-words.js';
import * as simulation from './messages/simulation.js';
import * as supply from './messages/supply.js';
import type { Language } from './format.js';

const en = {
  ...common.en,
  ...decision.en,
  ...desk.en,
  ...sentences.en,
  ...afterSales.sentences.en,
  ...insight.en,
  ...lost.en,
  ...now.en,
  ...orders.en,
  ...policy.en,
  ...simulation.en,
  ...supply.en,
};

/** Those of pages that few open first come with these pages. */
export type MessageKey = keyof typeof en | AfterSalesKey | ToldKey;

const first: Record<Language, Record<keyof typeof en, string>> = {
  en: { ...en },
  tr: {
    ...common.tr,
    ...decision.tr,
    ...desk.tr,
    ...sentences.tr,
    ...afterSales.sentences.tr,
    ...insight.tr,
    ...lost.tr,
    ...now.tr,
    ...orders.tr,
    ...policy.tr,
    ...simulation.tr,
    ...supply.tr,
  },
};

export const messages = first as Record<Language, Record<MessageKey, string>>;

type KindOf<Key extends string> = Key extends `${infer Kind}.${string}` ? Kind : never;

/** What sort of code a word is for: `order-status`, `reason`, `next` … */
export type WordKind = KindOf<
  | keyof typeof codes.en
  | keyof typeof eventWords.en
  | keyof typeof insight.words.en
  | keyof typeof routingWords.en
  | keyof typeof policyWords.en
  | AfterSalesWord
  | ToldWord
>;

/** Words for codes that services send; asked by text because services may know codes that this page does not. */
export const words: Record<Language, Readonly<Record<string, string>>> = {
  en: {
    ...codes.en,
    ...eventWords.en,
    ...afterSales.words.en,
    ...insight.words.en,
    ...routingWords.en,
    ...policyWords.en,
  },
  tr: {
    ...codesTr,
    ...eventWords.tr,
    ...afterSales.words.tr,
    ...insight.words.tr,
    ...routingWords.tr,
    ...policyWords.tr,
  },
};

/** Adds what a page brings along that few open first. Called while the page's code loads, before it is drawn. */
export function addMessages(language: Language, more: Readonly<Record<string, string>>): void {
  Object.assign(messages[language], more);
}

/** As {@link addMessages}, for words. */
export function addWords(language: Language, more: Readonly<Record<string, string>>): void {
  Object.assign(words[language], more);
}
