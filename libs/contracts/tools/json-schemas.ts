import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';

/** The part of JSON Schema that the generated documents use. */
export interface JsonSchema {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: readonly string[];
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  items?: JsonSchema;
  anyOf?: readonly JsonSchema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  $ref?: string;
}

/** Where `$ref`s point to. */
export const REF_PREFIX = '#/components/schemas/';

/**
 * JSON Schemas of every class that carries validation rules, by class name, made from those rules: the
 * documents cannot say anything that the code does not check. Optional facts are null on the wire,
 * never missing, hence required and nullable.
 */
export function jsonSchemas(): Record<string, JsonSchema> {
  const schemas = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage as never,
    refPointerPrefix: REF_PREFIX,
    additionalConverters: {
      isIso4217CurrencyCode: { type: 'string', pattern: '^[A-Z]{3}$' },
      isISO4217CurrencyCode: { type: 'string', pattern: '^[A-Z]{3}$' },
      isISO31661Alpha2: { type: 'string', pattern: '^[A-Z]{2}$' },
      isIso8601: { type: 'string', format: 'date-time' },
      isUuid: { type: 'string', format: 'uuid' },
      isHash: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    },
  }) as Record<string, JsonSchema>;
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withNullables(schema)]));
}

function withNullables(schema: JsonSchema): JsonSchema {
  const properties = schema.properties ?? {};
  const required = new Set(schema.required ?? []);
  const complete = Object.entries(properties).map(([name, property]): [string, JsonSchema] => [
    name,
    required.has(name) ? property : { anyOf: [property, { type: 'null' }] },
  ]);
  return { type: 'object', properties: Object.fromEntries(complete), required: Object.keys(properties) };
}
