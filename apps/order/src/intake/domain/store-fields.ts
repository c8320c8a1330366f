/** Fields of a store's message. Stores leave out, null and mistype fields, so every reading is a question. */
export class Fields {
  private constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  /** Anything that is not an object has no fields. */
  static of(value: unknown): Fields {
    const object = typeof value === 'object' && value !== null && !Array.isArray(value);
    return new Fields(object ? (value as Record<string, unknown>) : {});
  }

  get isEmpty(): boolean {
    return Object.keys(this.values).length === 0;
  }

  fields(name: string): Fields {
    return Fields.of(this.values[name]);
  }

  list(name: string): Fields[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.map((item) => Fields.of(item)) : [];
  }

  texts(name: string): string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  /** Text or number as clean text; null when there is none. */
  text(name: string, max = 500): string | null {
    const value = this.values[name];
    if (typeof value !== 'string' && typeof value !== 'number') return null;
    return cleanText(String(value), max);
  }

  is(name: string, value: unknown): boolean {
    return this.values[name] === value;
  }

  /** An amount as written, or null. */
  amount(name: string): string | number | null {
    const value = this.values[name];
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  }
}

/** Text that every database and label takes: no control characters, no half characters, no blanks around, not too long. */
export function cleanText(text: string, max: number): string | null {
  const clean = text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\t\r\n]+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();
  return clean === '' ? null : Array.from(clean).slice(0, max).join('').trim();
}

/**
 * JSON as a store wrote it, with numbers that JavaScript would change kept as the text they were written in: ids
 * beyond 2^53 and decimal amounts.
 * @throws SyntaxError
 */
export function parseExactly(text: string): unknown {
  const revive = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) ? (context?.source ?? value) : value;
  return JSON.parse(text, revive);
}
