import { conflict, notFound, ProblemError, unprocessable } from '#platform';

export const complaintNotFound = (id: string): ProblemError =>
  notFound('COMPLAINT_NOT_FOUND', `There is no complaint ${id}.`);

export const incidentNotFound = (id: string): ProblemError =>
  notFound('INCIDENT_NOT_FOUND', `There is no such incident, or it is closed: ${id}.`);

export const unknownComplaintLine = (): ProblemError =>
  unprocessable('UNKNOWN_LINE', 'The order has no such line.', [
    { pointer: '/lineId', code: 'UNKNOWN_LINE', detail: 'Name a line of this order, or leave it out.' },
  ]);

export const otherOrder = (): ProblemError =>
  conflict('OTHER_ORDER', 'Only complaints about the same order can be merged, and none into itself.');

export const complaintMerged = (): ProblemError =>
  conflict('COMPLAINT_STATE', 'This complaint was merged into another one: decide there.');

export const noSupplierKnown = (): ProblemError =>
  conflict('NO_SUPPLIER', 'Nobody knows which supplier this complaint is about: name the line first.');

export const macroNotFound = (name: string): ProblemError => notFound('MACRO_NOT_FOUND', `There is no macro ${name}.`);

export const complaintChanged = (): ProblemError =>
  new ProblemError(
    412,
    'COMPLAINT_CHANGED',
    'Something happened to this complaint since you read it. Read it again, or leave If-Match out to do it anyway.',
  );
