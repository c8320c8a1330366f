import { conflict, notFound, type ProblemError } from '#platform';

export const rulesNotFound = (id: string): ProblemError =>
  notFound('NOTIFICATION_RULES_NOT_FOUND', `There are no notification rules ${id}.`);

export const rulesNotDraft = (state: string): ProblemError =>
  conflict(
    'NOTIFICATION_RULES_NOT_DRAFT',
    `The rules are ${state}: only a draft can be changed. Make a new one of it.`,
  );

export const orderNotKnown = (orderId: string): ProblemError =>
  notFound('ORDER_NOT_FOUND', `Nothing was told of an order ${orderId}.`);
