import { describe, expect, it } from '@jest/globals';
import { personalDataServices } from '#contracts';
import { allAnswered, answersOf, type AnswerChunk } from './request-progress.js';

const chunk = (service: string, attempt: number, at: number, chunks: number): AnswerChunk => ({
  ...{ service, attempt, chunk: at, chunks, answeredAt: new Date(0) },
  ...{ counts: [{ kind: 'orders', rows: attempt }], blockers: [] },
});
const whole = (service: string): AnswerChunk => chunk(service, 1, 0, 1);

describe('answers about a customer', () => {
  it('say which services are awaited', () => {
    const answers = answersOf(personalDataServices.filter((name) => name !== 'console').map(whole));

    expect(answers.filter(({ state }) => state === 'awaited').map(({ service }) => service)).toEqual(['console']);
    expect(allAnswered(answers)).toBe(false);
    expect(allAnswered(answersOf(personalDataServices.map(whole)))).toBe(true);
  });

  it('are never put together from chunks of two attempts', () => {
    const [first] = answersOf([chunk('order', 1, 0, 2), chunk('order', 2, 1, 2)]);
    expect(first).toMatchObject({ service: 'order', state: 'awaited', attempt: null });
  });

  it('count as the newest complete attempt, also while a newer one is coming in', () => {
    const [first] = answersOf([chunk('order', 1, 0, 1), chunk('order', 2, 0, 2)]);
    expect(first).toMatchObject({ state: 'answered', attempt: 1, counts: [{ rows: 1 }] });
  });
});
