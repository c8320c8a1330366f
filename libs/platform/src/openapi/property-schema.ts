/** One validation rule of a field. */
export interface Rule {
  readonly name: string;
  readonly constraints: readonly unknown[];
  /** The rule is about each item of a list. */
  readonly each: boolean;
}

/** A JSON schema, as far as validation rules can say it. */
export type PropertySchema = Readonly<Record<string, unknown>>;

const byRule: Readonly<Record<string, (constraints: readonly unknown[]) => PropertySchema>> = {
  isString: () => ({ type: 'string' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isBoolean: () => ({ type: 'boolean' }),
  isObject: () => ({ type: 'object' }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isEmail: () => ({ type: 'string', format: 'email' }),
  isUrl: () => ({ type: 'string', format: 'uri' }),
  isIso8601: () => ({ type: 'string', format: 'date-time' }),
  isRfc3339: () => ({ type: 'string', format: 'date-time' }),
  isISO4217CurrencyCode: () => ({ type: 'string', minLength: 3, maxLength: 3 }),
  isISO31661Alpha2: () => ({ type: 'string', minLength: 2, maxLength: 2 }),
  isIn: ([values]) => ({ enum: values, ...typeOfAll(values) }),
  isEnum: ([values]) => ({ enum: Object.values(values as object) }),
  matches: ([pattern]) => ({ type: 'string', ...(pattern instanceof RegExp ? { pattern: pattern.source } : {}) }),
  isLength: ([min, max]) => ({ type: 'string', minLength: min, ...(max === undefined ? {} : { maxLength: max }) }),
  minLength: ([min]) => ({ minLength: min }),
  maxLength: ([max]) => ({ maxLength: max }),
  min: ([min]) => ({ minimum: min }),
  max: ([max]) => ({ maximum: max }),
  isPositive: () => ({ exclusiveMinimum: 0 }),
};

const byListRule: typeof byRule = {
  arrayMinSize: ([min]) => ({ minItems: min }),
  arrayMaxSize: ([max]) => ({ maxItems: max }),
  arrayUnique: () => ({ uniqueItems: true }),
};

/** Joins what the rules of one field say. Rules that a schema cannot say are left out. */
export function propertySchema(rules: readonly Rule[]): PropertySchema {
  const one = merge(rules, byRule);
  const isList = rules.some(({ name, each }) => name === 'isArray' || each);
  if (!isList) return Object.keys(one).length === 0 ? { type: 'object' } : one;
  return { type: 'array', items: one, ...merge(rules, byListRule) };
}

function merge(rules: readonly Rule[], known: typeof byRule): PropertySchema {
  return Object.assign({}, ...rules.map(({ name, constraints }) => known[name]?.(constraints) ?? {})) as PropertySchema;
}

function typeOfAll(values: unknown): PropertySchema {
  const isText = Array.isArray(values) && values.every((value) => typeof value === 'string');
  return isText ? { type: 'string' } : {};
}
