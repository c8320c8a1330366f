/** The words of the pages for what comes after the order: in a file of its own, because few pages need them. */
import { addMessages, addWords } from './catalogue.js';
import { languages } from './format.js';
import * as claims from './messages/claims.js';
import * as complaintDesk from './messages/complaint-desk.js';
import * as complaintWords from './messages/complaint-words.js';
import * as complaints from './messages/complaints.js';
import * as opinions from './messages/opinions.js';
import * as returnActions from './messages/return-actions.js';
import * as returnPolicy from './messages/return-policy.js';
import * as returnWords from './messages/return-words.js';
import * as returns from './messages/returns.js';

export type AfterSalesKey =
  | keyof typeof claims.en
  | keyof typeof complaintDesk.en
  | keyof typeof complaints.en
  | keyof typeof opinions.en
  | keyof typeof returnActions.en
  | keyof typeof returnPolicy.en
  | keyof typeof returns.en;
export type AfterSalesWord =
  | keyof typeof complaintWords.en
  | keyof typeof opinions.words.en
  | keyof typeof returnPolicy.words.en
  | keyof typeof returnWords.en;

for (const language of languages) {
  for (const catalogue of [claims, complaintDesk, complaints, opinions, returnActions, returnPolicy, returns])
    addMessages(language, catalogue[language]);
  for (const catalogue of [complaintWords, opinions.words, returnPolicy.words, returnWords])
    addWords(language, catalogue[language]);
}
