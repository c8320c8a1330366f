import { conflict, notFound, type ProblemError } from '#platform';

export const refundNotFound = (id: string): ProblemError => notFound('REFUND_NOT_FOUND', `There is no refund ${id}.`);

export const refundSettled = (): ProblemError =>
  conflict('REFUND_STATE', 'Only a refund that the store refused can be asked for again.');
