/** Bytes of an encrypted message that every push service takes (RFC 8030, 7.2). */
export const BODY_MAX_BYTES = 4_096;
/** Before the ciphertext (RFC 8188, 2.1): salt, record size, length of the key's name, the key as its name. */
export const HEADER_BYTES = 16 + 4 + 1 + 65;
/** Around what is said in the one record: the mark of the last record, and the tag. */
const RECORD_OVERHEAD_BYTES = 1 + 16;
/** What is left for a message in words. */
export const PLAIN_MAX_BYTES = BODY_MAX_BYTES - HEADER_BYTES - RECORD_OVERHEAD_BYTES;

/** Longer than this no device shows; in characters. */
const TITLE_MAX = 80;
const BODY_MAX = 240;

/** What a device shows. */
export interface PushNotice {
  readonly title: string;
  readonly body: string;
  readonly language: string;
  /** Where a press leads; null: nowhere. */
  readonly link: string | null;
  /** The same for the same message: a device that gets it twice shows it once. */
  readonly tag: string;
}

/**
 * A declarative push message (https://www.w3.org/TR/push-api/#declarative-push-message): browsers that know it show it
 * themselves, for the others our worker reads the same. Words are cut until it fits, the link never.
 */
export function pushPayload({ title, body, language, link, tag }: PushNotice): string {
  const of = (bodyMax: number): string =>
    JSON.stringify({
      web_push: 8030,
      notification: {
        ...{ title: cut(title, TITLE_MAX), body: cut(body, bodyMax), lang: language, dir: 'ltr', tag },
        ...(link === null ? {} : { navigate: link }),
      },
    });
  let bodyMax = BODY_MAX;
  while (bodyMax > 0 && sizeOf(of(bodyMax)) > PLAIN_MAX_BYTES) bodyMax -= 1;
  return of(bodyMax);
}

const sizeOf = (text: string): number => new TextEncoder().encode(text).length;

/** No character is cut in two. */
function cut(text: string, max: number): string {
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  return max === 0
    ? ''
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}
