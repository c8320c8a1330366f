import type { PersonalDataBlocker } from '#contracts';
import { conflict, notFound, ProblemError } from '#platform';

export const customerNotFound = (id: string): ProblemError =>
  notFound('CUSTOMER_NOT_FOUND', `There is no customer ${id}.`);

export const requestNotFound = (id: string): ProblemError =>
  notFound('REQUEST_NOT_FOUND', `There is no request ${id}.`);

export const tooManyRequests = (): ProblemError =>
  new ProblemError(429, 'TOO_MANY_REQUESTS', 'This was asked for too often today: try again tomorrow.');

export const customerErased = (id: string): ProblemError =>
  conflict('CUSTOMER_ERASED', `What was known about customer ${id} is erased.`);

export const notPreviewed = (state: string): ProblemError =>
  conflict('ERASURE_NOT_PREVIEWED', `The erasure is ${state}: it can be confirmed once it is previewed.`);

export const exportNotReady = (state: string): ProblemError =>
  conflict('EXPORT_NOT_READY', `The export is ${state}: there is no file to download.`);

/** Names what has to end first; then it can be confirmed. */
export const erasureBlocked = (blockers: readonly PersonalDataBlocker[]): ProblemError => {
  const what = blockers.map(({ code, orderId }) => `${code} (order ${orderId})`).join(', ');
  return conflict('ERASURE_BLOCKED', `These have to end first: ${what}. Then check again with a new request.`);
};
