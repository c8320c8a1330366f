import { describe, expect, it } from '@jest/globals';
import { planAddressAnswer, readAddressQuestion } from './address-answer.js';

describe('another address', () => {
  const shipTo = { name: '', line1: '', city: 'Ankara', postalCode: '' };
  const question = (changeId: string) => ({ purchaseOrderId: 'p', changeId, shipTo });

  it('is agreed to, refused or left unanswered, always the same for one question', () => {
    const answers = Array.from({ length: 200 }, (_, at) => planAddressAnswer('seed', question(String(at))).answer);
    expect(new Set(answers)).toEqual(new Set(['yes', 'no', 'silent']));
    expect(answers.filter((answer) => answer === 'yes').length).toBeGreaterThan(80);
    expect(planAddressAnswer('seed', question('7'))).toEqual(planAddressAnswer('seed', question('7')));
  });

  it('is read from a message and from what is fetched', () => {
    const asked = { changeId: 'c', shipTo: { city: 'Ankara' }, answerBy: 'x' };
    expect(readAddressQuestion({ id: 'p', ...asked })).toEqual(question('c'));
    expect(readAddressQuestion({ id: 'p', shipTo: { city: 'Bursa' }, addressChange: asked })).toEqual(question('c'));
    expect(readAddressQuestion({ id: 'p', shipTo: { city: 'Bursa' }, addressChange: null })).toBeNull();
    expect(readAddressQuestion(null)).toBeNull();
  });
});
