import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import './after-sales-catalogue.js';
import './told-catalogue.js';
import { messages, words } from './catalogue.js';
import { languages } from './format.js';

/** The names of the values that a message needs, plural branches included. */
function argumentsOf(ast: unknown): string[] {
  if (Array.isArray(ast)) return ast.flatMap(argumentsOf);
  if (typeof ast !== 'object' || ast === null) return [];
  const { type, value, options } = ast as {
    type?: number;
    value?: unknown;
    options?: Record<string, { value: unknown }>;
  };
  const own = typeof type === 'number' && type > 0 && type < 7 && typeof value === 'string' ? [value] : [];
  return [...own, ...Object.values(options ?? {}).flatMap((option) => argumentsOf(option.value))];
}

const needs = (message: string, language: string): string[] =>
  [...new Set(argumentsOf(new IntlMessageFormat(message, language).getAst()))].sort();

describe('the catalogues', () => {
  it('can be read and are not empty in each language', () => {
    for (const language of languages) {
      for (const message of Object.values(messages[language])) {
        expect(() => new IntlMessageFormat(message, language)).not.toThrow();
        expect(message.trim()).not.toBe('');
      }
    }
  });

  it('never need a value in Turkish that is not given in English', () => {
    const missing = Object.entries(messages.en).flatMap(([key, english]) => {
      const given = needs(english, 'en');
      const wanted = needs(messages.tr[key as keyof typeof messages.en], 'tr');
      return wanted.filter((name) => !given.includes(name)).map((name) => `${key}: ${name}`);
    });
    expect(missing).toEqual([]);
  });

  it('have a word for the same codes in each language', () => {
    expect(Object.keys(words.tr).sort()).toEqual(Object.keys(words.en).sort());
  });
});
