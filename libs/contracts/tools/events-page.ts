import { allEvents, compactedTopics, topics, type EventClass } from '../src/index.js';
import { jsonSchemas, REF_PREFIX, type JsonSchema } from './json-schemas.js';

/** What stands in a class's docstring; swc drops comments, so the page's generator reads the sources. */
export type DocumentationByClass = ReadonlyMap<string, string>;

/** `docs/events.md`: every event by topic, when it is emitted, and its fields with their rules. */
export function eventsPage(documentation: DocumentationByClass): string {
  const schemas = jsonSchemas();
  const parts = [
    '# Events',
    '',
    'Generated from `libs/contracts` by `npm run docs`. Every field is present; “or null” means that nobody said.',
    '',
  ];
  for (const topic of Object.values(topics)) {
    parts.push(
      `## ${topic}`,
      '',
      compactedTopics.includes(topic)
        ? 'Compacted: the newest message per key is the whole truth.'
        : 'Ordered per key.',
      '',
    );
    for (const { eventClass, info } of allEvents().filter((event) => event.info.topic === topic)) {
      parts.push(`### ${info.type} (version ${String(info.version)})`, '');
      parts.push(documentation.get(eventClass.name) ?? '', '', ...fieldTable(eventClass, schemas), '');
    }
  }
  return `${parts
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function fieldTable(eventClass: EventClass, schemas: Record<string, JsonSchema>): string[] {
  const properties = schemas[eventClass.name]?.properties ?? {};
  const rows = Object.entries(properties).map(([name, schema]) => `| \`${name}\` | ${describe(schema)} |`);
  return ['| field | value |', '| --- | --- |', ...rows];
}

function describe(schema: JsonSchema): string {
  if (schema.$ref) return schema.$ref.replace(REF_PREFIX, '');
  if (schema.anyOf) return schema.anyOf.map((part) => (part.type === 'null' ? 'null' : describe(part))).join(' or ');
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.type === 'array') return `list of ${schema.items ? describe(schema.items) : 'values'}`;
  return [schema.format ?? schema.type ?? 'value', ...bounds(schema)].join(', ');
}

function bounds(schema: JsonSchema): string[] {
  const parts: string[] = [];
  if (schema.pattern) parts.push(`\`${schema.pattern}\``);
  if (schema.minimum !== undefined) parts.push(`≥ ${String(schema.minimum)}`);
  if (schema.maxLength !== undefined) parts.push(`at most ${String(schema.maxLength)} characters`);
  return parts;
}
