import { badRequest } from '#platform';

/** Where an event stands in the log. Both numbers are 64 bits wide, hence text. */
export interface EventPosition {
  /** The transaction that recorded it. */
  readonly xid: string;
  readonly seq: string;
}

export const BEGINNING: EventPosition = { xid: '0', seq: '0' };

export const positionText = ({ xid, seq }: EventPosition): string => `${xid}.${seq}`;

/** At most 18 digits each: what surely fits 64 bits, so that PostgreSQL does not have to refuse it. */
const POSITION = /^(\d{1,18})\.(\d{1,18})$/;

/** Whether {@link positionText} could have written it. */
export const isPosition = (text: string): boolean => POSITION.test(text);

/** @throws ProblemError 400 `INVALID_POSITION` for what {@link positionText} did not write and is not `0`. */
export function parsePosition(text: string): EventPosition {
  if (text === '0') return BEGINNING;
  const [, xid, seq] = POSITION.exec(text) ?? [];
  if (xid === undefined || seq === undefined)
    throw badRequest('INVALID_POSITION', 'This is not the id of an event of the stream.');
  return { xid, seq };
}
