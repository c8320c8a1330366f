/** The words of the pages about what customers are told: in a file of its own, because few people need them. */
import { addMessages, addWords } from './catalogue.js';
import { languages } from './format.js';
import * as told from './messages/told.js';

export type ToldKey = keyof typeof told.en;
export type ToldWord = keyof typeof told.words.en;

for (const language of languages) {
  addMessages(language, told[language]);
  addWords(language, told.words[language]);
}
