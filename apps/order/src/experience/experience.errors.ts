import { conflict, notFound, unprocessable, type ProblemError } from '#platform';

export const experienceNotFound = (version: number | string): ProblemError =>
  notFound('EXPERIENCE_VERSION_NOT_FOUND', `There is no snapshot ${String(version)} of this merchant's experience.`);

export const nothingToUndo = (version: number): ProblemError =>
  conflict(
    'NOTHING_TO_UNDO',
    `Snapshot ${String(version)} changed nothing about this supplier. GET /v1/routing/experience/changes lists which did.`,
  );

export const untilPast = (): ProblemError =>
  unprocessable('UNTIL_PAST', 'A former figure cannot hold until a moment that is over.', [
    { pointer: '/until', code: 'UNTIL_PAST', detail: 'Name a moment to come, or none to hold it until it is undone.' },
  ]);
