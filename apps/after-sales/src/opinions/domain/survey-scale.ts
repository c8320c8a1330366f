import type { SurveyKind } from '#contracts';

/** The scores of each kind, and what it is about. */
export const surveyScales = {
  nps: { min: 0, max: 10, subject: 'order' },
  csat: { min: 1, max: 5, subject: 'complaint' },
  ces: { min: 1, max: 7, subject: 'return' },
} as const satisfies Record<SurveyKind, { min: number; max: number; subject: string }>;

/** Whether it is a score of the kind. */
export const isScore = (kind: SurveyKind, score: unknown): score is number =>
  Number.isInteger(score) && (score as number) >= surveyScales[kind].min && (score as number) <= surveyScales[kind].max;

/** The scores of a kind, the least first. */
export const scoresOf = (kind: SurveyKind): number[] =>
  Array.from({ length: surveyScales[kind].max - surveyScales[kind].min + 1 }, (_, at) => surveyScales[kind].min + at);
