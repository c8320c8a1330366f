import { conflict, notFound, unprocessable, type ProblemError } from '#platform';

export const surveyNotFound = (): ProblemError => notFound('SURVEY_NOT_FOUND', 'There is no survey at this address.');

export const surveyClosed = (): ProblemError =>
  conflict('SURVEY_CLOSED', 'The survey is over, or was answered too long ago to be changed.');

export const notAScore = (min: number, max: number): ProblemError =>
  unprocessable('SCORE', `The score is a whole number from ${String(min)} to ${String(max)}.`, [
    { pointer: '/score', code: 'SCORE', detail: `Give a whole number from ${String(min)} to ${String(max)}.` },
  ]);

export const reviewNotFound = (id: string): ProblemError => notFound('REVIEW_NOT_FOUND', `There is no review ${id}.`);

export const notReviewable = (): ProblemError =>
  unprocessable('NOT_REVIEWABLE', 'Only goods of this order that came can be reviewed, each line once.', [
    { pointer: '/lineId', code: 'NOT_REVIEWABLE', detail: 'Name a delivered line that has no review.' },
  ]);

export const reviewState = (): ProblemError => conflict('REVIEW_STATE', 'Only a published review can be answered.');
