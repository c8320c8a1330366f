/**
 * What the page may load and do. Scripts come from files of our own only. Styles may stand inline: Mantine and
 * the scroll lock of its dialogs put style elements into the page at run time, for which a nonce would have to
 * reach libraries that take none; a style cannot run a script, and images, fonts and connections stay our own.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** On every answer of the front; a service's own header of the same name wins. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Besides on the page itself. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

/** Browsers keep to https for half a year; only where https is what people use. */
export const HTTPS_ONLY = 'max-age=15552000';
