import { Problem, problemOf, UNREACHABLE } from './problem.js';

/** A call without an answer is given up after this; a person has stopped waiting by then. */
const TIMEOUT_MS = 20_000;
/** A photo over a slow line: it is seen to be on its way. */
const UPLOAD_TIMEOUT_MS = 120_000;

export type Query = Record<string, string | number | boolean | null | undefined>;

/** `?a=1&b=2` of what is set; empty when nothing is. */
export function queryString(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

async function call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined || body instanceof Blob ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(body instanceof Blob ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS),
    });
  } catch (error) {
    throw new Problem(0, UNREACHABLE, error instanceof Error ? error.message : '');
  }
  const answer = await bodyOf(response);
  if (!response.ok) throw problemOf(response.status, answer);
  return answer as T;
}

/** Only what was seen is changed; null: whatever is there. */
export const ifMatch = (revision: number | null): Record<string, string> => ({
  'if-match': revision === null ? '*' : `"${String(revision)}"`,
});

export const http = {
  get: <T>(path: string, query: Query = {}): Promise<T> => call<T>('GET', path + queryString(query)),
  post: <T>(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<T> =>
    call<T>('POST', path, body, headers),
  /** The bytes as they are, under the type that the browser gives them. */
  upload: <T>(path: string, bytes: Blob): Promise<T> =>
    call<T>('POST', path, bytes, { 'content-type': bytes.type === '' ? 'application/octet-stream' : bytes.type }),
  put: <T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> =>
    call<T>('PUT', path, body, headers),
  patch: <T>(path: string, body: unknown): Promise<T> => call<T>('PATCH', path, body),
  delete: <T>(path: string): Promise<T> => call<T>('DELETE', path),
};
