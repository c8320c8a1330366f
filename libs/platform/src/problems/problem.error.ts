/** One fault in a request. */
export interface ProblemDetail {
  /** JSON pointer (RFC 6901) into the body; `/query/…` and `/path/…` for what is not in the body. */
  readonly pointer: string;
  /** Constant, upper case. */
  readonly code: string;
  readonly detail: string;
}

/** An error that is answered as RFC 9457 problem+json with this status and code. */
export class ProblemError extends Error {
  override readonly name: string = 'ProblemError';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly ProblemDetail[] = [],
    /** Sent as Retry-After. */
    readonly retryAfterSeconds?: number,
    /** Facts of this kind of problem that a program needs: extension members of RFC 9457. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${detail}`);
  }
}

/** 400: the request cannot be understood. */
export const badRequest = (code: string, detail: string, errors?: readonly ProblemDetail[]): ProblemError =>
  new ProblemError(400, code, detail, errors);
/** 403: the key may not do this. */
export const forbidden = (code: string, detail: string): ProblemError => new ProblemError(403, code, detail);
/** 404: there is no such thing for this key. Also the answer for what belongs to somebody else. */
export const notFound = (code: string, detail: string): ProblemError => new ProblemError(404, code, detail);
/** 409: the present state does not allow it. */
export const conflict = (code: string, detail: string): ProblemError => new ProblemError(409, code, detail);
/** 422: understood, but what it says is not acceptable. */
export const unprocessable = (code: string, detail: string, errors?: readonly ProblemDetail[]): ProblemError =>
  new ProblemError(422, code, detail, errors);
