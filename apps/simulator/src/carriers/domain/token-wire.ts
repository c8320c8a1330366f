import type { NativeCarrier, WireAnswer } from './carrier-wire.js';

/** Who wants a token, as the request says. */
interface TokenRequest {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly grantType: string;
}

/** Where a carrier gives tokens, below its address; null for one that wants none. */
export const tokenPath = (carrier: NativeCarrier): string | null => paths[carrier] ?? null;

const paths: Readonly<Partial<Record<NativeCarrier, string>>> = {
  ups: '/security/v1/oauth/token',
  fedex: '/oauth/token',
};

/** Reads what UPS wants in Basic and FedEx in the form. */
export function readTokenRequest(carrier: NativeCarrier, authorization: string, body: string): TokenRequest {
  const form = new URLSearchParams(body);
  const grantType = form.get('grant_type') ?? '';
  if (carrier === 'fedex') {
    return { grantType, clientId: form.get('client_id') ?? '', clientSecret: form.get('client_secret') ?? '' };
  }
  const [clientId = '', ...secret] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  return { grantType, clientId, clientSecret: secret.join(':') };
}

/** The token as each carrier hands it over: UPS writes numbers as text. */
export function tokenAnswer(carrier: NativeCarrier, token: string, lifeSeconds: number, clientId: string): WireAnswer {
  const content =
    carrier === 'ups'
      ? {
          ...{ token_type: 'Bearer', issued_at: String(Date.now()), client_id: clientId },
          ...{ access_token: token, expires_in: String(lifeSeconds), status: 'approved' },
        }
      : { access_token: token, token_type: 'bearer', expires_in: lifeSeconds, scope: 'CXS' };
  return { status: 200, contentType: 'application/json', body: JSON.stringify(content) };
}

/** What a carrier says to a wrong secret, or to a token that is none any more. */
export function unauthorised(carrier: NativeCarrier): WireAnswer {
  const errors =
    carrier === 'ups'
      ? { response: { errors: [{ code: '250002', message: 'Invalid Authentication Information.' }] } }
      : { transactionId: 't-1', errors: [{ code: 'NOT.AUTHORIZED.ERROR', message: 'Access token expired.' }] };
  return { status: 401, contentType: 'application/json', body: JSON.stringify(errors) };
}
