/** An answer of the product. */
export interface ProductAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON; the text when it is none. */
  body: unknown;
}

/** What an answer means to somebody who wanted something done. */
export type Reading = 'accepted' | 'again' | 'refused';

/** Refused for now, for reasons that pass: too fast, in flight elsewhere, a key or an object not known everywhere yet. */
const passing: readonly number[] = [401, 403, 404, 408, 425, 429];
/** Codes of a 409 that says "the same request is just being handled". */
const stillRunning = /IN_FLIGHT|IN_PROGRESS|CONCURRENT/;
/** After so many attempts even a reason that could pass is taken as final. With growing pauses about three minutes. */
export const PASSING_ATTEMPTS_MAX = 24;

/** Reads an answer. What fails on the product's side is always tried again. */
export function readAnswer({ status, body }: ProductAnswer, attempts: number): Reading {
  if (status >= 200 && status < 300) return 'accepted';
  if (status >= 500) return 'again';
  const passes = passing.includes(status) || (status === 409 && stillRunning.test(problemCode(body) ?? ''));
  return passes && attempts < PASSING_ATTEMPTS_MAX ? 'again' : 'refused';
}

/** The answer that counts when the same thing was sent several times at once: one success is a success. */
export function bestAnswer(answers: readonly ProductAnswer[], attempts: number): ProductAnswer | undefined {
  const rank = { accepted: 0, again: 1, refused: 2 };
  return [...answers].sort((one, other) => rank[readAnswer(one, attempts)] - rank[readAnswer(other, attempts)])[0];
}

/** The typed code of a problem answer, or null. */
export function problemCode(body: unknown): string | null {
  const code = textField(body, 'code');
  return code === '' ? null : code;
}

/** A text field of an answer's body; empty when it has none. */
export function textField(body: unknown, field: string): string {
  if (typeof body !== 'object' || body === null) return '';
  const value = (body as Record<string, unknown>)[field];
  return typeof value === 'string' ? value : '';
}
