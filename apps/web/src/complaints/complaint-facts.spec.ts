import { describe, expect, it } from '@jest/globals';
import { clockOf, unfilledPlaces, withMacro } from './complaint-facts.js';

describe('what stands in a complaint', () => {
  it('runs on the clock of the first answer until there is one', () => {
    expect(clockOf({ firstAnsweredAt: null })).toBe('first_answer');
    expect(clockOf({ firstAnsweredAt: '2026-11-22T09:00:00.000Z' })).toBe('solution');
  });

  it('names each place of a macro that no fact filled once', () => {
    expect(unfilledPlaces('Dear {{ name }}, order {{orderNumber}} … {{ name }}')).toEqual([
      '{{ name }}',
      '{{orderNumber}}',
    ]);
    expect(unfilledPlaces('No {place} here {{}}')).toEqual([]);
  });

  it('takes a macro where the cursor is and loses nothing that was typed', () => {
    expect(withMacro('', 'Sorry.', 0, 0)).toBe('Sorry.');
    expect(withMacro('Dear Ayşe,', 'Sorry.', 10, 10)).toBe('Dear Ayşe,\nSorry.');
    expect(withMacro('Dear Ayşe,\nBye.', 'Sorry. ', 11, 11)).toBe('Dear Ayşe,\nSorry. Bye.');
  });
});
