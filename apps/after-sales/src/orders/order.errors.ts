import { notFound, type ProblemError } from '#platform';

export const orderNotFound = (id: string): ProblemError => notFound('ORDER_NOT_FOUND', `There is no order ${id}.`);
