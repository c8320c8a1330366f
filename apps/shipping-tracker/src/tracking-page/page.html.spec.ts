import { describe, expect, it } from '@jest/globals';
import { chooseLanguage, markup } from '#platform';
import { en } from './i18n/en.js';
import { translator } from './i18n/translator.js';
import { tr } from './i18n/tr.js';

describe('the markup of the page', () => {
  it('escapes whatever a merchant, supplier or carrier wrote', () => {
    expect(markup`<p>${`<script>alert("1")</script>&'`}</p>`.text).toBe(
      '<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</p>',
    );
  });

  it('leaves its own markup and drops what is absent', () => {
    expect(markup`<ul>${[markup`<li>1</li>`, markup`<li>2</li>`]}${null}</ul>`.text).toBe(
      '<ul><li>1</li><li>2</li></ul>',
    );
  });
});

describe('the languages of the page', () => {
  it('take the first wish they can fulfil, English otherwise', () => {
    expect(chooseLanguage(undefined, 'tr-TR')).toBe('tr');
    expect(chooseLanguage('en', 'tr')).toBe('en');
    expect(chooseLanguage('xx', 'de', 'de-DE,tr;q=0.8')).toBe('tr');
    expect(chooseLanguage('xx', undefined, 'fr')).toBe('en');
  });

  it('have a valid text for every key, with the same facts in both', () => {
    const facts = (text: string): string[] =>
      [...new Set([...text.matchAll(/\{(\w+)(?=[,}])/g)].map((match) => match[1] ?? ''))].sort();
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      const values = Object.fromEntries([...facts(en[key]), ...facts(tr[key])].map((name) => [name, 2]));
      expect(translator('tr')(key, values)).not.toBe('');
      expect(translator('en')(key, values)).not.toBe('');
      if (!key.startsWith('parcel.more')) expect([key, facts(tr[key])]).toEqual([key, facts(en[key])]);
    }
  });
});
