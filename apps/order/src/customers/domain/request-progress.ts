import { personalDataServices, type PersonalDataBlocker, type PersonalDataCount } from '#contracts';

/** One chunk of one service's answer. */
export interface AnswerChunk {
  readonly service: string;
  readonly attempt: number;
  readonly chunk: number;
  readonly chunks: number;
  readonly counts: readonly PersonalDataCount[];
  readonly blockers: readonly PersonalDataBlocker[];
  readonly answeredAt: Date;
}

/** What one service said so far. */
export interface ServiceAnswer {
  readonly service: string;
  readonly state: 'awaited' | 'answered';
  readonly answeredAt: string | null;
  readonly counts: readonly PersonalDataCount[];
  readonly blockers: readonly PersonalDataBlocker[];
  /** The attempt that is complete; null while none is. */
  readonly attempt: number | null;
}

/** The newest complete answer of each service. Parts of two attempts never make one: data change in between. */
export function answersOf(chunks: readonly AnswerChunk[]): ServiceAnswer[] {
  return personalDataServices.map((service) => {
    const own = chunks.filter((chunk) => chunk.service === service);
    const attempts = [...new Set(own.map(({ attempt }) => attempt))].sort((a, b) => b - a);
    const attempt = attempts.find((number) => isComplete(own.filter((chunk) => chunk.attempt === number))) ?? null;
    const [first] = own.filter((chunk) => chunk.attempt === attempt);
    return {
      service,
      state: first ? 'answered' : 'awaited',
      answeredAt: first?.answeredAt.toISOString() ?? null,
      counts: first?.counts ?? [],
      blockers: first?.blockers ?? [],
      attempt,
    };
  });
}

export const allAnswered = (answers: readonly ServiceAnswer[]): boolean =>
  answers.every(({ state }) => state === 'answered');

const isComplete = (chunks: readonly AnswerChunk[]): boolean => chunks.length === chunks[0]?.chunks;
