import type { WireAnswer } from '../src/carriers/formats/wire-answer.js';

/** An answer as a carrier's server gives it. */
export const wire = (body: string | Buffer, { status = 200, contentType = '' } = {}): WireAnswer => ({
  status,
  contentType,
  bytes: typeof body === 'string' ? Buffer.from(body) : body,
});

export const wireJson = (body: unknown, status = 200): WireAnswer =>
  wire(JSON.stringify(body), { status, contentType: 'application/json' });

/** What a SOAP client makes of XML. */
type Decoded = string | number | boolean | null | undefined | object;

/** Decoded SOAP objects as the XML they came from: a list is the element again and again, null is left out. */
function xmlOfObject(value: Decoded, name: string): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item: Decoded) => xmlOfObject(item, name)).join('');
  const inner =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([key, item]: [string, Decoded]) => xmlOfObject(item, key))
          .join('')
      : String(value).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<${name}>${inner}</${name}>`;
}

/** A SOAP answer around decoded objects. */
export const soap = (response: string, content: Decoded): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${xmlOfObject(content, `ns1:${response}`)}</soap:Body></soap:Envelope>`;
