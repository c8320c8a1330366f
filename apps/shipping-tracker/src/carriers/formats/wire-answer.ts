import { CarrierUnreadableError } from '../carrier.errors.js';
import { AnswerPart } from './answer-part.js';
import { readXml } from './read-xml.js';

/** An answer as it came: bytes, because half of the carriers do not say in which code page they write. */
export interface WireAnswer {
  readonly status: number;
  /** The `content-type` header, or empty. */
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Code pages that carriers declare, and the names that `TextDecoder` knows them by. */
const codePages: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'windows-1254': 'windows-1254',
  cp1254: 'windows-1254',
  'iso-8859-9': 'windows-1254',
  latin5: 'windows-1254',
  'windows-1252': 'windows-1252',
  'iso-8859-1': 'windows-1252',
};

/** Reads an answer that should be XML. @throws CarrierUnreadableError */
export function xmlOf(answer: WireAnswer): AnswerPart {
  const text = textOf(answer);
  if (text.trim() === '') throw new CarrierUnreadableError('truncated', 'an empty answer');
  const root = readXml(text);
  if (root.find('html').length > 0 || root.find('HTML').length > 0) throw webPage();
  return root;
}

/** Reads an answer that should be JSON. @throws CarrierUnreadableError */
export function jsonOf(answer: WireAnswer): AnswerPart {
  return AnswerPart.ofJson(jsonValueOf(answer));
}

/** The JSON of an answer as it is. @throws CarrierUnreadableError */
export function jsonValueOf(answer: WireAnswer): unknown {
  return parse(textOf(answer));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
  } catch (cause) {
    if (/^\s*<(!doctype\s+html|html|head|body)/i.test(text)) throw webPage();
    const ends = text.trim() === '' || (/^\s*[[{]/.test(text) && !/[\]}]\s*$/.test(text));
    // V8's message quotes the text; an answer may hold personal data.
    throw ends
      ? new CarrierUnreadableError('truncated', 'ends in the middle of JSON', { cause })
      : new CarrierUnreadableError('malformed', 'not JSON', { cause });
  }
}

/**
 * The text. Labels lie both ways, bytes do not: text with Turkish letters in a code page of one byte a letter is never
 * UTF-8 by chance, so what is strictly UTF-8 is read as that. What is not is read in the code page that header or XML
 * declaration names, or in windows-1254 (which holds all of ISO-8859-9) when they claim UTF-8 or nothing at all.
 */
function textOf({ bytes, contentType }: WireAnswer): string {
  const head = bytes.subarray(0, 200).toString('latin1');
  const declared = /^\s*(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding=["']([\w-]+)["']/.exec(head)?.[1];
  const named = declared ?? /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  const label = codePages[named.toLowerCase()];
  if (label === undefined) throw new CarrierUnreadableError('encoding', `written in ${named}, which nobody here reads`);
  return strictUtf8(bytes) ?? repaired(bytes, label === 'utf-8' ? 'windows-1254' : label, named);
}

/** Null when a byte stands there that UTF-8 cannot have. A last letter that was cut off is the parser's to see. */
function strictUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** @throws CarrierUnreadableError `encoding` where the bytes are no text of the code page either */
function repaired(bytes: Buffer, label: string, named: string): string {
  const text = new TextDecoder(label).decode(bytes);
  if (!UNASSIGNED.test(text) && !DAMAGED_UTF8.test(bytes.toString('latin1'))) return text;
  throw new CarrierUnreadableError('encoding', `not the ${named} that it claims to be`);
}

/** What decoders make of bytes that windows-1254 and -1252 leave unassigned. */
const UNASSIGNED = /[\x80-\x9f]/;
/** Letters of western Europe and Türkiye as UTF-8 has them: where some are, what is not UTF-8 is damage. */
const DAMAGED_UTF8 = /[\xc3-\xc5][\x80-\xbf]/;

const webPage = (): CarrierUnreadableError => new CarrierUnreadableError('html', 'a web page instead of an answer');
