/** The product could not be reached, or did not answer in time; whether it did what it was asked is unknown. */
export class ProductUnreachableError extends Error {
  readonly code = 'PRODUCT_UNREACHABLE';

  constructor(path: string, cause: unknown) {
    super(`no answer from ${path}: ${String(cause)}`, { cause });
  }
}

/** The product refused something that the simulated world cannot begin without. */
export class SetUpRefusedError extends Error {
  readonly code = 'SET_UP_REFUSED';

  constructor(what: string, status: number, body: unknown) {
    super(`${what} was refused with ${status}: ${JSON.stringify(body).slice(0, 500)}`);
  }
}

/** The file of keys is not there yet, or not readable yet. */
export class KeysMissingError extends Error {
  readonly code = 'KEYS_MISSING';

  constructor(file: string, cause?: unknown) {
    super(`no keys in ${file} yet`, { cause });
  }
}
