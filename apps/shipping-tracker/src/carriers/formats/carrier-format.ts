import { createHash } from 'node:crypto';
import { trackingKey } from '../../shipments/domain/tracking-number.js';
import { CarrierUnreadableError } from '../carrier.errors.js';
import type { CarrierCheckpoint, CarrierRejection, CarrierReport } from '../carrier.port.js';
import type { AnswerPart } from './answer-part.js';
import type { Meaning } from './meaning.js';
import type { WireAnswer } from './wire-answer.js';

/** A question as it goes over the wire. */
export interface WireQuestion {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a carrier gave us to ask with: user and password, client id and secret, or an access token alone. */
export interface CarrierKey {
  readonly user: string;
  /** Also an access token: the one that stands in the configuration, or the one that the carrier gave for id and secret. */
  readonly password: string;
  /** Our number as the carrier's customer; empty or absent where it wants none. */
  readonly account?: string;
}

/** How a carrier gives tokens: OAuth 2, client credentials (RFC 6749, section 4.4), each in its own dialect. Pure. */
export interface TokenGrant {
  question(base: string, key: CarrierKey): WireQuestion;
}

/** How one carrier writes: what it is asked and what its answers mean. Pure; the wire belongs to others. */
export interface CarrierFormat {
  readonly carrier: string;
  /** How it gives tokens for a client id and secret; absent where it gives none. */
  readonly grant?: TokenGrant;
  /** Its answers do not say which parcel they are about; whether they can be about ours is told by what was heard before. */
  readonly namesNoParcel?: true;
  question(base: string, trackingNumber: string, key: CarrierKey): WireQuestion;
  /**
   * @param now stands for the time of a bare status, which some carriers give without any time
   * @throws CarrierUnreadableError
   */
  read(answer: WireAnswer, trackingNumber: string, now: Date): CarrierReport;
  /** Reads what the carrier pushes in words of its own; null when it is not of that form. */
  readPushed?(content: AnswerPart): CarrierReport | null;
}

/** One event as a carrier wrote it. */
export interface Move {
  /** The carrier's code, or null where it writes only words. */
  readonly code: string | null;
  readonly text: string | null;
  /** Null when what stands there is no time, or no zone is known. */
  readonly occurredAt: Date | null;
  readonly place: string | null;
  /** Undefined: a word that the carrier's table lacks. */
  readonly meaning: Meaning | undefined;
  /** The carrier's own id of the event, where it has one. */
  readonly id?: string | null;
}

/** Signs of a carrier's code that are kept; the longest known has thirteen. */
const RAW_CODE_MAX = 100;

/** Checkpoints in one report: more than any journey has, and a bound on one transaction. */
export const CHECKPOINTS_MAX = 500;

/** Makes a report of events. What has no time or an unknown word is named and left out. */
export function reportOf(trackingNumber: string, moves: readonly Move[]): CarrierReport {
  if (moves.length > CHECKPOINTS_MAX) {
    throw new CarrierUnreadableError('too_large', `A report holds at most ${CHECKPOINTS_MAX} checkpoints.`);
  }
  const checkpoints: CarrierCheckpoint[] = [];
  const rejections: CarrierRejection[] = [];
  moves.forEach((move, index) => {
    const { meaning, occurredAt } = move;
    if (!meaning) {
      rejections.push({ index, code: 'UNKNOWN_STATUS', detail: brief([move.code, move.text]) });
    } else if (occurredAt === null) {
      rejections.push({ index, code: 'INVALID_CHECKPOINT', detail: 'no time that can be placed' });
    } else checkpoints.push(checkpointOf(trackingNumber, move, meaning, occurredAt));
  });
  return { checkpoints, rejections };
}

function checkpointOf(trackingNumber: string, move: Move, meaning: Meaning, occurredAt: Date): CarrierCheckpoint {
  return {
    trackingNumber,
    eventId: move.id ?? derivedEventId([move.code ?? '', occurredAt.toISOString(), move.text ?? '', move.place ?? '']),
    status: meaning.status,
    fault: meaning.fault,
    occurredAt,
    description: cut(move.text, 500),
    place: cut(move.place, 200),
    rawCode: cut(move.code, RAW_CODE_MAX),
  };
}

/** Carriers without event ids still say the same event in the same words: those make the id. */
export const derivedEventId = (said: readonly string[]): string =>
  `sha256:${createHash('sha256').update(JSON.stringify(said)).digest('hex')}`;

/**
 * @param named every number that the answer says it is about, ours among them or not; empty when it says none
 * @throws CarrierUnreadableError `wrong_parcel`
 */
export function assertAbout(trackingNumber: string, named: readonly (string | null)[]): void {
  const numbers = named.filter((number) => number !== null).map(trackingKey);
  if (numbers.length > 0 && !numbers.includes(trackingKey(trackingNumber))) {
    throw new CarrierUnreadableError('wrong_parcel', 'The answer is about another parcel.');
  }
}

/** @throws CarrierUnreadableError `unexpected_form` */
export function unexpectedForm(missing: string): never {
  throw new CarrierUnreadableError('unexpected_form', `The answer has no ${missing}.`);
}

/** A place as `City, State, CC`, of what is known. */
export const placeOf = (...names: readonly (string | null)[]): string | null =>
  names.filter((name) => name !== null).join(', ') || null;

export const cut = (text: string | null, max: number): string | null => text?.slice(0, max) ?? null;

const brief = (words: readonly (string | null)[]): string => cut(placeOf(...words), 100) ?? 'no status';

/** Text as it may stand in XML. */
export const xmlText = (text: string): string => text.replace(/[<>&'"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A question to a SOAP 1.1 server. */
export function soapQuestion(url: string, action: string, body: string): WireQuestion {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` },
    body: `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`,
  };
}

/** @throws CarrierUnreadableError `carrier_error` when the server answered a SOAP fault */
export function assertNoFault(answer: AnswerPart): void {
  const fault = answer.find('Fault')[0];
  if (fault) throw new CarrierUnreadableError('carrier_error', cut(fault.text('faultstring'), 200) ?? 'a SOAP fault');
}
