import type { AnswerChanges } from '../api/types.js';

/** In what way lines are answered otherwise, besides by which clause. */
export interface AnswerWay {
  key: 'newly-allowed' | 'newly-refused' | 'destination' | 'payer';
  lines: number;
}

/** The ways that there are, what customers feel first. */
export function waysOf({ newlyAllowed, newlyRefused, byPart }: AnswerChanges): AnswerWay[] {
  const ways: AnswerWay[] = [
    { key: 'newly-allowed', lines: newlyAllowed },
    { key: 'newly-refused', lines: newlyRefused },
    { key: 'destination', lines: byPart.destination },
    { key: 'payer', lines: byPart.payer },
  ];
  return ways.filter(({ lines }) => lines > 0);
}
