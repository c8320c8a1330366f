import { getMetadataStorage, ValidationTypes } from 'class-validator';

type AnyClass = object['constructor'];
type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];
type Check = (object: object, value: unknown) => boolean;

/** What is said about one property. */
interface PropertyRules {
  readonly name: string;
  /** All must hold, or the property is not looked at (`@IsOptional`). */
  readonly conditions: readonly Check[];
  readonly checks: readonly Check[];
}

const rulesByClass = new Map<AnyClass, readonly PropertyRules[]>();

/**
 * Whether `object` surely keeps all rules of its class, nested facts included. False means: ask `validateSync`, which
 * has the last word and says what is wrong. The rules are class-validator's own, looked up once per class: it goes
 * over every class there is for each object, and makes an error for each property before it knows of one.
 */
export function keepsRules(object: object): boolean {
  const rules = rulesOf(object.constructor);
  for (const property of rules) if (!keepsPropertyRules(object, property)) return false;
  // A class without rules is an unknown value, which is forbidden.
  return rules.length > 0;
}

function keepsPropertyRules(object: object, { name, conditions, checks }: PropertyRules): boolean {
  const value = (object as Record<string, unknown>)[name];
  for (const holds of conditions) if (!holds(object, value)) return true;
  for (const passes of checks) if (!passes(object, value)) return false;
  return true;
}

function rulesOf(factClass: AnyClass): readonly PropertyRules[] {
  const known = rulesByClass.get(factClass);
  if (known) return known;
  const storage = getMetadataStorage();
  const byProperty = storage.groupByPropertyName(storage.getTargetValidationMetadatas(factClass, '', false, false));
  const rules = Object.entries(byProperty).map(([name, ofProperty]): PropertyRules => {
    const isCondition = ({ type }: Rule): boolean => type === ValidationTypes.CONDITIONAL_VALIDATION;
    return {
      name,
      conditions: ofProperty.filter(isCondition).map(conditionOf),
      checks: ofProperty.filter((rule) => !isCondition(rule)).map(checkOf),
    };
  });
  rulesByClass.set(factClass, rules);
  return rules;
}

function conditionOf(rule: Rule): Check {
  const [holds] = rule.constraints as Check[];
  return (object, value) => Boolean(holds?.(object, value));
}

function checkOf(rule: Rule): Check {
  switch (rule.type) {
    case ValidationTypes.NESTED_VALIDATION:
      return (_object, value) => keepsNestedRules(value);
    case ValidationTypes.CUSTOM_VALIDATION:
    case ValidationTypes.IS_DEFINED:
      return customCheckOf(rule);
    default:
      // Nothing that facts use today: left to class-validator.
      return () => false;
  }
}

function keepsNestedRules(value: unknown): boolean {
  if (value === undefined) return true;
  if (Array.isArray(value)) return value.every(keepsNestedRules);
  return value instanceof Object && keepsRules(value);
}

function customCheckOf(rule: Rule): Check {
  const { constraintCls, constraints, each, propertyName, validateIf } = rule;
  const surelyPasses = shortcutOf(rule);
  const validators = getMetadataStorage()
    .getTargetValidatorConstraints(constraintCls)
    .map(({ instance }) => instance);
  return (object, value) => {
    if (validateIf && !validateIf(object, value)) return true;
    if (surelyPasses?.(value)) return true;
    const arguments_ = { targetName: object.constructor.name, property: propertyName, object, value, constraints };
    // A promise is not `true`, so that class-validator decides.
    const passes = (one: unknown): boolean =>
      validators.every((validator) => validator.validate(one, arguments_) === true);
    return each && Array.isArray(value) ? value.every(passes) : passes(value);
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Days that every month has, in years of four digits: the rest is left to the validator. */
const UTC_TIME = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/;

/**
 * A test of the usual value, for the rules that took most of the time of reading a message: those who pass surely keep
 * the rule, for the others the validator is asked. Null where the validator itself is quick.
 */
function shortcutOf({ name, constraints, each }: Rule): ((value: unknown) => boolean) | null {
  if (each) return null;
  switch (name) {
    case 'isUuid':
      return constraints[0] === undefined ? (value) => typeof value === 'string' && UUID.test(value) : null;
    case 'isIso8601':
      return (value) => typeof value === 'string' && UTC_TIME.test(value);
    case 'isLength':
      return lengthShortcut(constraints as unknown[]);
    default:
      return null;
  }
}

/** Characters outside of the basic plane count once as text and twice here: what is short here is short. */
function lengthShortcut([min, max]: readonly unknown[]): ((value: unknown) => boolean) | null {
  if (min !== 1 || typeof max !== 'number') return null;
  return (value) => typeof value === 'string' && value.length > 0 && value.length <= max;
}
