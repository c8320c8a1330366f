import { notFound, ProblemError, unprocessable } from '#platform';

export const storeNotFound = (id: string): ProblemError => notFound('STORE_NOT_FOUND', `There is no store ${id}.`);

export const secretMissing = (): ProblemError =>
  unprocessable('VALIDATION_FAILED', 'Without a secret nobody can tell who sent a message.', [
    { pointer: '/webhookSecret', code: 'SECRET_MISSING', detail: 'Give the secret that the store signs with.' },
  ]);
