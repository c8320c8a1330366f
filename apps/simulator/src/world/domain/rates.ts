/** Rates could not be read; says every fault at once. */
export class RatesError extends Error {
  readonly code = 'RATES';

  /** @param what whose rates they are. */
  constructor(
    what: string,
    readonly faults: readonly string[],
  ) {
    super(`${what}: ${faults.join('; ')}`);
  }
}

/**
 * Reads `name=0.1,other=0.05`: each a share from 0 to 1. What is not named is 0.
 * @returns the rates, and what is wrong with the text.
 */
export function readRates<Name extends string>(
  text: string,
  names: readonly Name[],
): { readonly rates: Record<Name, number>; readonly faults: string[] } {
  const rates = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  const faults: string[] = [];
  for (const part of text.split(',').map((each) => each.trim())) {
    if (part === '') continue;
    const [name = '', value = ''] = part.split('=').map((each) => each.trim());
    const rate = value === '' ? NaN : Number(value);
    if (!(rate >= 0 && rate <= 1)) faults.push(`"${part}" needs a rate from 0 to 1`);
    else if (isOneOf(names, name)) rates[name] = rate;
    else faults.push(`"${name}" is none of ${names.join(', ')}`);
  }
  return { rates, faults };
}

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return (names as readonly string[]).includes(name);
}
