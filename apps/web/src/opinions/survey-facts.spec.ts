import { describe, expect, it } from '@jest/globals';
import { figuresOf, topicRows } from './survey-facts.js';

describe('answers to a kind of survey', () => {
  it('are counted for every score of its scale, unanswered ones apart', () => {
    const figures = figuresOf('csat', [
      { kind: 'csat', score: 5, surveys: 3 },
      { kind: 'csat', score: 1, surveys: 1 },
      { kind: 'csat', score: null, surveys: 6 },
      { kind: 'nps', score: 5, surveys: 9 },
    ]);
    expect(figures).toMatchObject({ answered: 4, unanswered: 6 });
    expect(figures.scores.map(({ surveys }) => surveys)).toEqual([1, 0, 0, 0, 3]);
  });

  it('have the whole scale also where nobody answered', () => {
    expect(figuresOf('nps', []).scores.map(({ score }) => score)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

describe('comments by topic', () => {
  it('put the most talked about first, and those about nothing known last', () => {
    const rows = topicRows([
      { topic: null, sentiment: 'neutral', comments: 40 },
      { topic: 'price', sentiment: 'negative', comments: 2 },
      { topic: 'delivery', sentiment: 'negative', comments: 2 },
      { topic: 'delivery', sentiment: 'positive', comments: 1 },
    ]);
    expect(rows).toEqual([
      { topic: 'delivery', counts: { positive: 1, neutral: 0, negative: 2 } },
      { topic: 'price', counts: { positive: 0, neutral: 0, negative: 2 } },
      { topic: null, counts: { positive: 0, neutral: 40, negative: 0 } },
    ]);
  });
});
