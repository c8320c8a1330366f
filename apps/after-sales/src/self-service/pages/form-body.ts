import { ProblemError, assertSafeJson, KervanValidationPipe } from '#platform';
import type { Type } from '@nestjs/common';

/** What a form of a page is sent as. */
export const FORM = 'application/x-www-form-urlencoded';

/** The fields of a form; of a name that comes twice, the first. Browsers end lines with CR LF: here they end with LF. */
export class FormFields {
  private readonly fields: URLSearchParams;

  /** @throws ProblemError 422 `INVALID_TEXT` for what cannot be stored. */
  constructor(source: Buffer | string) {
    this.fields = new URLSearchParams(source.toString('utf8'));
    assertSafeJson([...this.fields.values()]);
  }

  /** The empty text for a field that is not there. */
  text(name: string): string {
    return (this.fields.get(name) ?? '').replaceAll('\r\n', '\n');
  }

  names(): string[] {
    return [...new Set(this.fields.keys())];
  }
}

const pipe = new KervanValidationPipe();

/**
 * What an API body would be checked by, for what a form said.
 * @returns the body, or the names of the fields at fault: the first step of each pointer.
 */
export async function checked<T extends object>(
  dto: Type<T>,
  given: object,
): Promise<{ readonly body: T } | { readonly faults: ReadonlySet<string> }> {
  try {
    return { body: (await pipe.transform(given, { type: 'body', metatype: dto })) as T };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'VALIDATION_FAILED') throw error;
    return { faults: new Set(error.errors.map(({ pointer }) => pointer.split('/')[1] ?? '')) };
  }
}
