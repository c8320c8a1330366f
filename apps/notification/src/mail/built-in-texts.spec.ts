import { describe, expect, it } from '@jest/globals';
import { builtInTexts } from './built-in-texts.js';
import { faultsIn } from './check-texts.js';

describe('the built-in texts', () => {
  // Who begins with them and changes a word must not be told that the rest cannot be sent.
  it('are ones that a merchant may save as they are', () => {
    const faults = builtInTexts().flatMap(({ template, language, texts }) =>
      faultsIn(texts, template, language).map(({ code, pointer }) => `${template} ${language} ${pointer} ${code}`),
    );
    expect(faults).toEqual([]);
  });

  it('are there in both languages, and say which no rule can hold back', () => {
    const built = builtInTexts();
    expect(built.filter(({ language }) => language === 'tr')).toHaveLength(built.length / 2);
    expect(built.find(({ template }) => template === 'order-placed')?.obligatory).toBe(true);
    expect(built.find(({ template }) => template === 'delivered')?.obligatory).toBe(false);
  });
});
