import { CarrierUnavailableError } from '../carrier.errors.js';
import type { AccessToken } from '../carrier-tokens.js';
import type { TokenGrant } from './carrier-format.js';
import { jsonOf, type WireAnswer } from './wire-answer.js';

const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();
const formHeaders = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };

/** UPS: the client proves itself by Basic; the account goes in a header. Source: UPS's OpenAPI document "OAuth Client Credentials". */
export const upsGrant: TokenGrant = {
  question: (base, { user, password, account = '' }) => ({
    method: 'POST',
    url: `${base}/security/v1/oauth/token`,
    headers: {
      ...formHeaders,
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      ...(account === '' ? {} : { 'x-merchant-id': account }),
    },
    body: form({ grant_type: 'client_credentials' }),
  }),
};

/** FedEx: id and secret stand in the form. Source: FedEx's API Authorization document. */
export const fedexGrant: TokenGrant = {
  question: (base, { user, password }) => ({
    method: 'POST',
    url: `${base}/oauth/token`,
    headers: formHeaders,
    body: form({ grant_type: 'client_credentials', client_id: user, client_secret: password }),
  }),
};

/** Longest token that is believed; UPS's has about a thousand signs. It becomes a header. */
const TOKEN_LENGTH_MAX = 8_192;
/** What a token lives that says nothing about it, seconds: the shorter of the two carriers' habits. */
const USUAL_LIFE_SECONDS = 3_599;

/**
 * Reads the answer of a token server. UPS writes `expires_in` as text.
 * @throws CarrierUnavailableError `no_token`, naming the carrier's code of the error and nothing else: what it says in
 *   words may hold what it was sent
 */
export function readToken(carrier: string, answer: WireAnswer): AccessToken {
  const content = jsonOf(answer);
  const value = content.text('access_token');
  if (answer.status !== 200 || value === null || !/^[\x21-\x7e]+$/.test(value) || value.length > TOKEN_LENGTH_MAX) {
    const code = content.text('response', 'errors', 'code') ?? content.text('errors', 'code') ?? content.text('error');
    throw noToken(carrier, `${String(answer.status)}${/^[\w.]{1,60}$/.test(code ?? '') ? ` ${String(code)}` : ''}`);
  }
  const seconds = Number(content.text('expires_in') ?? USUAL_LIFE_SECONDS);
  return { value, expiresInSeconds: seconds > 0 ? seconds : USUAL_LIFE_SECONDS };
}

/** @param why never the carrier's own words */
export const noToken = (carrier: string, why: string, cause?: unknown): CarrierUnavailableError =>
  new CarrierUnavailableError('no_token', `${carrier} gives no token: ${why}`, { cause });
