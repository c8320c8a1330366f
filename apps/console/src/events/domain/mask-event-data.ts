/** What stands in place of personal data. */
export const MASK = '***';

/** Objects about a person. Of these only what says nothing about who it is remains. */
const personObjects = new Set(['customer', 'shippingAddress']);
const harmlessInPerson = new Set(['language', 'city', 'region', 'country']);

/** Fields that are personal, or a secret, wherever they stand. */
const personalFields = new Set([
  ...['email', 'contactEmail', 'phone', 'trackingToken', 'note'],
  // What people wrote to each other, links that open without a key, and what is sealed for somebody else.
  ...['text', 'instructions', 'labelUrl', 'link', 'sealed'],
]);

const EMAIL = /[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+/g;
/** Nine digits or more with the usual separators, after a plus: a phone number in free text. */
const PHONE = /\+\d[\d\s().-]{7,}\d/g;

/**
 * A copy of an event's data that everybody may look at. Works by an allow-list inside objects about people, so
 * that a field added to an address later is masked before anybody thinks of it. Absent stays absent: that there
 * is no e-mail address is no personal data, and operators need to see it.
 */
export function maskEventData(data: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, masked(name, value)]));
}

function masked(name: string, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (personalFields.has(name)) return MASK;
  if (personObjects.has(name)) return typeof value === 'object' ? maskedPerson(value) : MASK;
  if (Array.isArray(value)) return value.map((item: unknown) => masked('', item));
  if (typeof value === 'object') return maskEventData(value);
  return typeof value === 'string' ? maskedText(name, value) : value;
}

function maskedPerson(person: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(person).map(([name, value]) => [name, value === null || harmlessInPerson.has(name) ? value : MASK]),
  );
}

/** A tracking number may begin with a plus in no carrier we know; free text is what people typed. */
const freeText = new Set(['description', 'place', 'detail', 'reason']);

function maskedText(name: string, text: string): string {
  const withoutEmail = text.replace(EMAIL, MASK);
  return freeText.has(name) ? withoutEmail.replace(PHONE, MASK) : withoutEmail;
}
