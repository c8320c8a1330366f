import { ProblemError } from '#platform';

export const invalidKey = (): ProblemError =>
  new ProblemError(401, 'INVALID_KEY', 'This key is unknown, has expired or was revoked.');

export const invalidLink = (): ProblemError =>
  new ProblemError(401, 'INVALID_LINK', 'This sign-in link is unknown, was used already or has expired.');

export const noSession = (): ProblemError => new ProblemError(401, 'UNAUTHENTICATED', 'Nobody is signed in.');

export const crossSiteRequest = (): ProblemError =>
  new ProblemError(403, 'CROSS_SITE_REQUEST', 'A signed-in browser may change things from our own pages only.');

export const tooManyAttempts = (retryAfterSeconds: number): ProblemError =>
  new ProblemError(
    429,
    'TOO_MANY_ATTEMPTS',
    `Too many failed attempts. Try again in ${retryAfterSeconds} s.`,
    [],
    retryAfterSeconds,
  );
