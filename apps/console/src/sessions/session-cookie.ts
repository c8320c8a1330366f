/** The session's key, out of reach of scripts. */
export const SESSION_COOKIE = 'kervan_session';

/** The session key in a Cookie header, if there is one. */
export function sessionKeyIn(cookieHeader: string | undefined): string | undefined {
  for (const pair of (cookieHeader ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === SESSION_COOKIE && value !== undefined && value !== '') return value;
  }
  return undefined;
}

/** `Strict`: no other site can make the browser send it, not even by a link. Keys need no escaping. */
export function sessionCookie(key: string, expiresAt: Date, publicUrl: string): string {
  return `${SESSION_COOKIE}=${key}; ${attributes(publicUrl)}; Expires=${expiresAt.toUTCString()}`;
}

export const clearedSessionCookie = (publicUrl: string): string =>
  `${SESSION_COOKIE}=; ${attributes(publicUrl)}; Max-Age=0`;

const attributes = (publicUrl: string): string =>
  `Path=/; HttpOnly; SameSite=Strict${publicUrl.startsWith('https:') ? '; Secure' : ''}`;
