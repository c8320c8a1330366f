/** The headers that a browser, and only a browser, sets by itself. */
export interface OriginHeaders {
  readonly 'sec-fetch-site'?: string | undefined;
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
}

/** Methods that change nothing. */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export const isSafe = (method: string): boolean => safeMethods.has(method);

/**
 * Whether a request comes from our own pages. A browser that says so by `Sec-Fetch-Site` is believed; an older
 * one by its `Origin`, which must be the host that it asked, or the public address.
 */
export function isSameOrigin(headers: OriginHeaders, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin !== undefined && isOurs(headers.origin, headers.host, publicUrl);
}

/** Whether a browser says that the request comes from elsewhere. What is no browser says nothing. */
export function isCrossSite(headers: OriginHeaders, publicUrl: string): boolean {
  const saysNothing = headers['sec-fetch-site'] === undefined && headers.origin === undefined;
  return !saysNothing && headers['sec-fetch-site'] !== 'none' && !isSameOrigin(headers, publicUrl);
}

function isOurs(origin: string, host: string | undefined, publicUrl: string): boolean {
  // A sandboxed frame sends the word "null".
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.origin === new URL(publicUrl).origin || (host !== undefined && from.host === host);
}
