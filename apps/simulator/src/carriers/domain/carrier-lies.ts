import { RatesError, readRates } from '../../world/domain/rates.js';
import {
  errorAnswer,
  errorPage,
  nativeCarriers,
  wireAnswer,
  type NativeCarrier,
  type WireAnswer,
  type WireWord,
} from './carrier-wire.js';

/** How a carrier's server answers a question about a parcel with something else than the truth. */
export const carrierLies = [
  /** 429 and `Retry-After`. */
  'limit',
  /** 500 with a web page. */
  'error500',
  /** The head of an answer, and then nothing. */
  'stall',
  /** Half of the body, as if that were all. */
  'half',
  /** Half of the body, then the connection breaks. */
  'cut',
  /** A web page with the status of success. */
  'html',
  /** ISO-8859-9, declared as UTF-8. */
  'latin5AsUtf8',
  /** ISO-8859-9, and nothing says so. */
  'latin5Undeclared',
  /** UTF-8, declared as ISO-8859-9. */
  'utf8AsLatin5',
  /** The journey of another parcel. */
  'otherParcel',
  /** An error in the carrier's own words, with the status of success. */
  'errorBody',
] as const;
export type CarrierLie = (typeof carrierLies)[number];

/** Per carrier the share of questions that meet each lie. */
export type CarrierLieRates = ReadonlyMap<NativeCarrier, Readonly<Record<CarrierLie, number>>>;

/** Seconds of `Retry-After`. Not a minute, which is what is done without it. */
export const RETRY_AFTER_SECONDS = 180;

/**
 * Reads `yurtici=html:0.1+cut:0.05,ups=limit:0.02`.
 * @throws RatesError
 */
export function parseCarrierLies(text: string): CarrierLieRates {
  const byCarrier = new Map<NativeCarrier, Readonly<Record<CarrierLie, number>>>();
  const problems: string[] = [];
  for (const part of text.split(',').map((each) => each.trim())) {
    if (part === '') continue;
    const [carrier = '', lies = ''] = part.split('=').map((each) => each.trim());
    const { rates, faults } = readRates(lies.replaceAll('+', ',').replaceAll(':', '='), carrierLies);
    problems.push(...faults);
    if (!isNative(carrier)) problems.push(`"${carrier}" is none of ${nativeCarriers.join(', ')}`);
    else byCarrier.set(carrier, rates);
    if (sum(rates) > 1) problems.push(`the lies of "${carrier}" are more than all its answers`);
  }
  if (problems.length > 0) throw new RatesError('lies of carriers', problems);
  return byCarrier;
}

const sum = (rates: Readonly<Record<CarrierLie, number>>): number =>
  Object.values(rates).reduce((all, rate) => all + rate, 0);

export const isNative = (code: string): code is NativeCarrier => (nativeCarriers as readonly string[]).includes(code);

/** An answer as it goes over the wire. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  /** How much of `bytes` is really sent: all, half and then a broken connection, or the head alone and then silence. */
  readonly ends: 'whole' | 'broken' | 'silent';
}

/** What is asked, and what would be the truth. */
interface Asked {
  readonly carrier: NativeCarrier;
  readonly number: string;
  /** Null: no such parcel. */
  readonly words: readonly WireWord[] | null;
}

/** The answer to a question, as `lie` has it; the truth without one. */
export function replyTo(asked: Asked, lie: CarrierLie | null): WireReply {
  const truth = wireAnswer(asked.carrier, asked.number, asked.words);
  return lie === null ? whole(truth) : liars[lie](truth, asked);
}

const page = (status: number): WireReply => whole({ status, contentType: 'text/html; charset=utf-8', body: errorPage });

const liars: Readonly<Record<CarrierLie, (truth: WireAnswer, asked: Asked) => WireReply>> = {
  limit: () => ({ ...page(429), headers: { ...page(429).headers, 'retry-after': String(RETRY_AFTER_SECONDS) } }),
  error500: () => page(500),
  stall: (truth) => ({ ...whole(truth), ends: 'silent' }),
  half: (truth) => {
    const { bytes, ...rest } = whole(truth);
    return { ...rest, bytes: bytes.subarray(0, bytes.length / 2) };
  },
  cut: (truth) => ({ ...whole(truth), ends: 'broken' }),
  html: () => page(200),
  latin5AsUtf8: (truth) => ({ ...whole(truth), bytes: latin5(truth.body) }),
  latin5Undeclared: (truth) => {
    const silent = declaredAs(truth, null);
    return { ...whole(silent), bytes: latin5(silent.body) };
  },
  utf8AsLatin5: (truth) => whole(declaredAs(truth, 'ISO-8859-9')),
  otherParcel: (_truth, { carrier, number, words }) =>
    whole(wireAnswer(carrier, neighbour(number), earlier(words ?? []))),
  errorBody: (_truth, { carrier }) => whole(errorAnswer(carrier)),
};

const whole = ({ status, contentType, body }: WireAnswer): WireReply => ({
  ...{ status, headers: { 'content-type': contentType }, bytes: Buffer.from(body), ends: 'whole' },
});

/** The same answer with another code page named in its head and its XML declaration, or none. */
function declaredAs({ status, contentType, body }: WireAnswer, codePage: string | null): WireAnswer {
  const type = contentType.replace(/;.*/, '');
  return {
    status,
    contentType: codePage === null ? type : `${type}; charset=${codePage}`,
    body: body.replace(/ encoding="utf-8"\?>/, codePage === null ? '?>' : ` encoding="${codePage}"?>`),
  };
}

/** The six letters in which ISO-8859-9 differs from ISO-8859-1. */
const latin5Letters: Readonly<Record<string, string>> = {
  ...{ Ğ: '\u00d0', İ: '\u00dd', Ş: '\u00de', ğ: '\u00f0', ı: '\u00fd', ş: '\u00fe' },
};

/** A text in ISO-8859-9. */
export const latin5 = (text: string): Buffer<ArrayBuffer> =>
  Buffer.from(
    text.replace(/[ĞİŞğış]/g, (letter) => latin5Letters[letter] ?? letter),
    'latin1',
  );

/** The number of somebody else: the last sign is another one. */
const neighbour = (number: string): string => `${number.slice(0, -1)}${number.endsWith('7') ? '4' : '7'}`;

/** A journey that was over when the real one began: not a moment in common. */
function earlier(words: readonly WireWord[]): WireWord[] {
  const twoDaysMs = 2 * 86_400_000;
  const told = words.length > 0 ? words : [{ status: 'in_transit', occurredAt: new Date(), place: 'Kayseri' }];
  return told.map(({ status, occurredAt }) => ({
    ...{ status, place: 'Kayseri', occurredAt: new Date(occurredAt.getTime() - twoDaysMs) },
  }));
}
