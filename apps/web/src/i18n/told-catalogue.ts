/** The words of the pages about what customers are told: in a file of its own, because few people need them. */
import { addMessages, addWords } from './catalogue.js';
import { languages } from './format.js';
import * as people from './messages/people.js';
import * as tellingRules from './messages/telling-rules.js';
import * as told from './messages/told.js';

export type ToldKey = keyof typeof people.en | keyof typeof tellingRules.en | keyof typeof told.en;
export type ToldWord = keyof typeof people.words.en | keyof typeof tellingRules.words.en | keyof typeof told.words.en;

for (const language of languages) {
  for (const catalogue of [people, tellingRules, told]) {
    addMessages(language, catalogue[language]);
    addWords(language, catalogue.words[language]);
  }
}
