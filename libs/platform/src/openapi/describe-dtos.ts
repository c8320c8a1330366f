import { createRequire } from 'node:module';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { propertySchema, type Rule } from './property-schema.js';

type DtoClass = new () => object;

/** class-validator keeps its rules by class, but lists only those of a class that one names. */
interface ListedRules {
  readonly validationMetadatas: Map<DtoClass, unknown>;
}

/** class-transformer does not export where it keeps the types of nested fields. */
const { defaultMetadataStorage } = createRequire(import.meta.url)('class-transformer/cjs/storage.js') as {
  defaultMetadataStorage: {
    findTypeMetadata(target: DtoClass, property: string): { typeFunction: () => DtoClass } | undefined;
  };
};

const described = new Set<DtoClass>();

/**
 * Tells the OpenAPI generator what the DTO classes say by their validation rules, so that a field is declared
 * once and the document cannot disagree with what is accepted.
 */
export function describeDtos(apiProperty: (options: ApiPropertyOptions) => PropertyDecorator): void {
  const classes = (getMetadataStorage() as unknown as ListedRules).validationMetadatas.keys();
  for (const dto of classes) {
    if (described.has(dto)) continue;
    described.add(dto);
    for (const [property, rules] of rulesByProperty(dto)) {
      apiProperty(optionsOf(dto, property, rules))(dto.prototype as object, property);
    }
  }
}

function rulesByProperty(dto: DtoClass): Map<string, Rule[]> {
  const rules = new Map<string, Rule[]>();
  for (const { propertyName, type, name, constraints, each } of getMetadataStorage().getTargetValidationMetadatas(
    dto,
    '',
    false,
    false,
  )) {
    const rule = { name: name ?? type, constraints: (constraints as unknown[] | undefined) ?? [], each };
    rules.set(propertyName, [...(rules.get(propertyName) ?? []), rule]);
  }
  return rules;
}

function optionsOf(dto: DtoClass, property: string, rules: readonly Rule[]): ApiPropertyOptions {
  // IsOptional and ValidateIf alike: somebody may leave it out.
  const required = !rules.some(({ name }) => name === ValidationTypes.CONDITIONAL_VALIDATION || name === 'isOptional');
  const isList = rules.some(({ name, each }) => name === 'isArray' || each);
  const nested = rules.some(({ name }) => name === ValidationTypes.NESTED_VALIDATION);
  const type = nested ? nestedType(dto, property) : undefined;
  if (type) return { type, isArray: isList, required };
  return { ...propertySchema(rules), required };
}

function nestedType(dto: DtoClass, property: string): DtoClass | undefined {
  const declared = defaultMetadataStorage.findTypeMetadata(dto, property)?.typeFunction();
  return declared ?? (Reflect.getMetadata('design:type', dto.prototype as object, property) as DtoClass | undefined);
}
