import { conflict, notFound, unprocessable, type ProblemError } from '#platform';

export const complaintNotFound = (id: string): ProblemError =>
  notFound('COMPLAINT_NOT_FOUND', `There is no complaint ${id}.`);

export const incidentNotFound = (id: string): ProblemError =>
  notFound('INCIDENT_NOT_FOUND', `There is no open incident ${id}.`);

export const unknownComplaintLine = (): ProblemError =>
  unprocessable('UNKNOWN_LINE', 'The order has no such line.', [
    { pointer: '/lineId', code: 'UNKNOWN_LINE', detail: 'Name a line of this order, or leave it out.' },
  ]);

export const otherOrder = (): ProblemError =>
  conflict('OTHER_ORDER', 'Only complaints about the same order can be merged, and none into itself.');

export const noSupplierKnown = (): ProblemError =>
  conflict('NO_SUPPLIER', 'Nobody knows which supplier this complaint is about: name the line first.');

export const macroNotFound = (name: string): ProblemError => notFound('MACRO_NOT_FOUND', `There is no macro ${name}.`);
