import { conflict, notFound, unprocessable, type ProblemError } from '#platform';
import type { AssessedLine } from './domain/assess-return.js';

export const returnNotFound = (id: string): ProblemError => notFound('RETURN_NOT_FOUND', `There is no return ${id}.`);

export const unknownLine = (index: number): ProblemError =>
  unprocessable('UNKNOWN_LINE', 'The order has no such line.', [
    { pointer: `/lines/${String(index)}/lineId`, code: 'UNKNOWN_LINE', detail: 'Name a line of this order.' },
  ]);

export const lineTwice = (index: number): ProblemError =>
  unprocessable('LINE_TWICE', 'The same line stands there twice.', [
    { pointer: `/lines/${String(index)}/lineId`, code: 'LINE_TWICE', detail: 'Add the quantities up in one entry.' },
  ]);

export const tooManyUnits = (index: number): ProblemError =>
  unprocessable('TOO_MANY_UNITS', 'More than was bought and shipped, and is not on its way back already.', [
    { pointer: `/lines/${String(index)}/quantity`, code: 'TOO_MANY_UNITS', detail: 'Give back fewer units.' },
  ]);

export const nothingToReturn = (): ProblemError =>
  conflict('NOTHING_TO_RETURN', 'Nothing of the order can be given back: it was not shipped, or is on its way back.');

/** Each line that may not go back names the clause that decided. */
export const returnNotAllowed = (lines: readonly AssessedLine[], pointers: readonly number[]): ProblemError =>
  unprocessable(
    'RETURN_NOT_ALLOWED',
    'The terms that held when the order was placed do not allow it.',
    lines.flatMap(({ allowed, clause, clauses }, at) => {
      const until = clauses.findLast((looked) => looked.until !== null)?.until;
      const detail = until == null ? clause : `${clause}: possible until ${until}`;
      return allowed ? [] : [{ pointer: `/lines/${String(pointers[at] ?? 0)}`, code: clause, detail }];
    }),
  );

export const exchangeGoods = (): ProblemError =>
  unprocessable('EXCHANGE_GOODS', 'An exchange names the goods that are wanted instead, nothing else does.', [
    { pointer: '/exchange', code: 'EXCHANGE_GOODS', detail: 'Give exchange exactly when kind is exchange.' },
  ]);

export const exchangeNotOffered = (index: number): ProblemError =>
  unprocessable('EXCHANGE_NOT_OFFERED', 'The merchant does not offer these goods in exchange for the line.', [
    {
      ...{ pointer: `/lines/${String(index)}/instead`, code: 'EXCHANGE_NOT_OFFERED' },
      detail: 'Choose a SKU of the line’s exchangeFor.',
    },
  ]);

export const exchangeAndReturn = (index: number): ProblemError =>
  unprocessable('EXCHANGE_AND_RETURN', 'Goods to exchange and goods to pay back are two requests.', [
    {
      ...{ pointer: `/lines/${String(index)}/instead`, code: 'EXCHANGE_AND_RETURN' },
      detail: 'Give instead for every line or for none.',
    },
  ]);

export const noWithdrawalRight = (): ProblemError =>
  unprocessable('NO_WITHDRAWAL_RIGHT', 'No law of the customer’s country gives a right to withdraw: ask for a return.');

export const receiptTooMany = (index: number): ProblemError =>
  unprocessable('TOO_MANY_UNITS', 'More units than are expected back.', [
    { pointer: `/lines/${String(index)}/quantity`, code: 'TOO_MANY_UNITS', detail: 'Name what came of this return.' },
  ]);

export const unknownReturnLine = (index: number): ProblemError =>
  unprocessable('UNKNOWN_LINE', 'The return has no such line for you.', [
    { pointer: `/lines/${String(index)}/returnLineId`, code: 'UNKNOWN_LINE', detail: 'Name a line of this return.' },
  ]);

export const receiptReused = (): ProblemError =>
  conflict('REFERENCE_REUSED', 'A receipt with this reference and other content is known already.');

export const nothingToSend = (): ProblemError =>
  conflict('NOTHING_TO_SEND_BACK', 'Nothing of this return goes to that place.');

export const nothingToRefund = (): ProblemError =>
  conflict('NOTHING_TO_REFUND', 'Nothing has come back that was not refunded already.');

export const previewChoice = (): ProblemError =>
  unprocessable('PREVIEW_CHOICE', 'Give either orderId or orders.', [
    {
      pointer: '/orderId',
      code: 'PREVIEW_CHOICE',
      detail: 'Name one order, or say how many of the newest to look at.',
    },
  ]);
