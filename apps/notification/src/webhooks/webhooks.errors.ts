import { conflict, notFound, type ProblemError } from '#platform';

export const endpointNotFound = (id: string): ProblemError =>
  notFound('WEBHOOK_ENDPOINT_NOT_FOUND', `There is no webhook endpoint ${id}.`);

export const deliveryNotFound = (id: string): ProblemError =>
  notFound('WEBHOOK_DELIVERY_NOT_FOUND', `The endpoint was never sent ${id}, or it is too old.`);

export const tooManyEndpoints = (most: number): ProblemError =>
  conflict('TOO_MANY_WEBHOOK_ENDPOINTS', `A merchant has at most ${String(most)} endpoints. Delete one first.`);

export const endpointNotActive = (state: string): ProblemError =>
  conflict('WEBHOOK_ENDPOINT_NOT_ACTIVE', `The endpoint is ${state}: nothing is sent. Make it active first.`);
