import type { JsonSchema } from './json-schemas.js';

/** Facts about a schema of which a change narrows what is accepted. */
const narrowsUpwards = ['minimum', 'minLength'] as const;
const narrowsDownwards = ['maximum', 'maxLength'] as const;
const mustStay = ['type', 'format', 'pattern'] as const;

/**
 * What of `today` refuses or loses data that `published` allowed. New fields that may be null, wider bounds and
 * new values of a list are no breaks: messages that are out there stay readable.
 * @returns one phrase for each break, with the path of the field.
 */
export function breakingChanges(published: JsonSchema, today: JsonSchema, path = 'data'): string[] {
  const [was, mayHaveBeenNull] = withoutNull(published);
  const [is, mayBeNull] = withoutNull(today);
  return [
    ...(mayHaveBeenNull && !mayBeNull ? [`${path} is newly required: it was allowed to be null`] : []),
    ...changedFacts(was, is, path),
    ...narrowedEnum(was, is, path),
    ...changedFields(was, is, path),
    ...(was.items && is.items ? breakingChanges(was.items, is.items, `${path}[]`) : []),
  ];
}

function changedFacts(was: JsonSchema, is: JsonSchema, path: string): string[] {
  const changed = mustStay
    .filter((fact) => was[fact] !== is[fact] && is[fact] !== undefined)
    .map((fact) => `${path} changed its ${fact} from ${was[fact] ?? 'anything'} to ${is[fact] ?? 'anything'}`);
  const lost = was.type !== undefined && is.type === undefined ? [`${path} lost its type ${was.type}`] : [];
  const raised = narrowsUpwards.filter((bound) => (is[bound] ?? -Infinity) > (was[bound] ?? -Infinity));
  const lowered = narrowsDownwards.filter((bound) => (is[bound] ?? Infinity) < (was[bound] ?? Infinity));
  const narrowed = [...raised, ...lowered].map(
    (bound) => `${path} narrowed its ${bound} from ${String(was[bound] ?? 'none')} to ${String(is[bound])}`,
  );
  return [...changed, ...lost, ...narrowed];
}

function narrowedEnum(was: JsonSchema, is: JsonSchema, path: string): string[] {
  if (!is.enum) return [];
  if (!was.enum) return [`${path} became a closed list`];
  const gone = was.enum.filter((value) => !is.enum?.includes(value));
  return gone.length === 0 ? [] : [`${path} no longer allows ${gone.join(', ')}`];
}

function changedFields(was: JsonSchema, is: JsonSchema, path: string): string[] {
  const before = was.properties ?? {};
  const now = is.properties ?? {};
  const removed = Object.keys(before)
    .filter((name) => !(name in now))
    .map((name) => `${path}.${name} was removed`);
  const demanded = Object.entries(now)
    .filter(([name, schema]) => !(name in before) && !withoutNull(schema)[1])
    .map(([name]) => `${path}.${name} is new and required: messages that are out there do not have it`);
  const kept = Object.entries(before).flatMap(([name, schema]) => {
    const counterpart = now[name];
    return counterpart ? breakingChanges(schema, counterpart, `${path}.${name}`) : [];
  });
  return [...removed, ...demanded, ...kept];
}

/** Splits "or null" off. */
function withoutNull(schema: JsonSchema): [schema: JsonSchema, nullable: boolean] {
  if (!schema.anyOf) return [schema, false];
  const parts = schema.anyOf.filter(({ type }) => type !== 'null');
  return [parts[0] ?? {}, parts.length < schema.anyOf.length];
}
