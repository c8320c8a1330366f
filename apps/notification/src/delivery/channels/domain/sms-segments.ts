/**
 * The default alphabet of GSM 03.38 (3GPP TS 23.038, 6.2.1). Of the Turkish letters it has Ç, ö, Ö, ü and Ü; one ç, ğ,
 * ı, İ, ş or Ş makes the whole message UCS-2, with 70 characters instead of 160.
 */
const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Takes two places: an escape comes before it (3GPP TS 23.038, 6.2.1.1). */
const GSM_EXTENDED = new Set('^{}\\[~]|€\f');

/** Characters of one message alone, and of each part of a longer one: six bytes say how the parts belong together. */
const GSM7 = { alone: 160, part: 153 } as const;
const UCS2 = { alone: 70, part: 67 } as const;

/** What a text costs to send. */
export interface SmsSize {
  readonly encoding: 'gsm-7' | 'ucs-2';
  readonly segments: number;
  /** Places that it takes: septets or UTF-16 units. */
  readonly units: number;
}

/** In how many parts a text travels. A character is never cut in two: what does not fit goes to the next part. */
export function smsSize(text: string): SmsSize {
  const characters = Array.from(text);
  const isGsm = characters.every((one) => GSM_BASIC.has(one) || GSM_EXTENDED.has(one));
  const { alone, part } = isGsm ? GSM7 : UCS2;
  const sizes = characters.map((one) => (isGsm ? (GSM_EXTENDED.has(one) ? 2 : 1) : one.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const encoding = isGsm ? 'gsm-7' : 'ucs-2';
  return { encoding, units, segments: units <= alone ? 1 : partsOf(sizes, part) };
}

function partsOf(sizes: readonly number[], room: number): number {
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > room) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return parts;
}

/** Longer than this nobody reads, and each part is paid for. */
export const SEGMENTS_MAX = 3;

/** A message of a shop with its link, short enough: what is too long loses words before its link, never the link. */
export function smsText(sender: string, words: string, link: string | null): string {
  const characters = Array.from(words);
  const tail = link === null ? '' : ` ${link}`;
  const of = (count: number): string => `${sender}: ${ended(characters, count)}${tail}`;
  let count = characters.length;
  while (count > 0 && smsSize(of(count)).segments > SEGMENTS_MAX) count -= 1;
  return of(count);
}

const ended = (characters: readonly string[], count: number): string =>
  characters.length <= count
    ? characters.join('')
    : `${characters
        .slice(0, Math.max(0, count - 3))
        .join('')
        .trimEnd()}...`;
