/** What is shown in place of a personal or secret value. */
export const MASKED = '[masked]';

/** Deeper than this an object is not worth logging; also the guard against cycles. */
const DEPTH_MAX = 8;

/** Field names, lower case without separators, whose whole value is personal or secret. */
const maskedNames = new Set([
  // secrets
  'authorization',
  'cookie',
  'setcookie',
  'password',
  'secret',
  'webhooksecret',
  'apikey',
  'token',
  'trackingtoken',
  'accesstoken',
  'credentials',
  'xshopifyhmacsha256',
  // people
  'customer',
  'customername',
  'firstname',
  'lastname',
  'fullname',
  'recipient',
  'recipientname',
  'contactname',
  'email',
  'customeremail',
  'emailaddress',
  'phone',
  'phonenumber',
  'customerphone',
  'mobile',
  'note',
  // places
  'address',
  'shippingaddress',
  'billingaddress',
  'shipto',
  'billto',
  'line1',
  'line2',
  'address1',
  'address2',
  'street',
  'district',
  'postalcode',
  'zip',
  'zipcode',
  'ip',
  'remoteaddress',
]);

/** What an object about a person may keep: it says where and in which language, not who. */
const harmlessInPerson = new Set(['language', 'city', 'region', 'country']);

/** Siblings that show that a plain `name` is a person's: an address, a customer. */
const personMarks = new Set(['line1', 'postalcode', 'email', 'phone', 'address1', 'city']);

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
const API_KEY = /\bkv_[a-z]+_[A-Za-z0-9_-]{8,}/g;

/** Removes e-mail addresses and API keys from free text. */
export function maskText(text: string): string {
  return text.replace(EMAIL, MASKED).replace(API_KEY, MASKED);
}

/**
 * A copy without personal data and secrets: values of telling fields, and everything inside of them but city,
 * region, country and language, become {@link MASKED}; e-mail addresses and API keys go from every text. For logs, dashboards and lists of parked messages.
 */
export function maskPersonalData(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH_MAX) return '[deeper]';
  if (Array.isArray(value)) return value.map((item) => maskPersonalData(item, depth + 1));
  if (value instanceof Date || Buffer.isBuffer(value)) return value instanceof Date ? value : '[bytes]';
  const entries = Object.entries(value);
  const isPerson = entries.some(([name]) => personMarks.has(plain(name)));
  return Object.fromEntries(
    entries.map(([name, item]) => [
      name,
      isMasked(name, isPerson) ? maskWhole(item, depth + 1) : maskPersonalData(item, depth + 1),
    ]),
  );
}

const plain = (name: string): string => name.replace(/[-_]/g, '').toLowerCase();

const isMasked = (name: string, isPerson: boolean): boolean =>
  maskedNames.has(plain(name)) || (isPerson && plain(name) === 'name');

/** Everything inside; the structure stays, and so does what is absent, because operators look for what is missing. */
function maskWhole(value: unknown, depth: number): unknown {
  if (value === null || value === undefined) return value;
  if (typeof value !== 'object' || value instanceof Date || Buffer.isBuffer(value)) return MASKED;
  if (depth >= DEPTH_MAX) return MASKED;
  if (Array.isArray(value)) return value.map((item) => maskWhole(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      harmlessInPerson.has(plain(name)) && typeof item === 'string' ? item : maskWhole(item, depth + 1),
    ]),
  );
}

/** Quoted words of broken JSON: names of fields stay, values do not. */
const QUOTED = /"((?:[^"\\]|\\.)*)("?)(\s*:)?/g;
/** Numbers long enough to be a phone's. */
const LONG_NUMBER = /\d{7,}/g;

/**
 * What may be shown of a message that is no JSON. Nobody can say which of its words are personal, so every value
 * goes; of text without any structure only its length remains.
 */
export function maskUnreadable(text: string): string {
  if (!/^\s*[[{]/.test(text)) return `[${text.length} characters that are not JSON]`;
  return text
    .replace(QUOTED, (_all, name: string, end: string, colon: string | undefined) =>
      colon === undefined ? `"${MASKED}${end}` : `"${name}${end}${colon}`,
    )
    .replace(LONG_NUMBER, MASKED);
}
