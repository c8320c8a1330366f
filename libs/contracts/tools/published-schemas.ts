import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { allEvents, type EventClass, type EventInfo } from '../src/index.js';
import { breakingChanges } from './breaking-changes.js';
import { jsonSchemas, REF_PREFIX, type JsonSchema } from './json-schemas.js';

/** Where the schema of every version that was ever published is kept, for ever. */
export const PUBLISHED_FOLDER = 'libs/contracts/published';

/** The schema of one version of an event. */
export interface PublishedSchema {
  readonly type: string;
  readonly version: number;
  readonly topic: string;
  /** Of `data`, without references to other files. */
  readonly data: JsonSchema;
}

export const publishedName = ({ type, version }: Pick<EventInfo, 'type' | 'version'>): string =>
  `${type}.v${String(version)}.json`;

/** What this build's classes say, for each declared version. */
export function schemasOfToday(): readonly PublishedSchema[] {
  const all = jsonSchemas();
  return allEvents().map(({ eventClass, info }) => ({ ...info, data: schemaOf(eventClass, all) }));
}

/** Every version that was published, also those whose class is gone. */
export function publishedSchemas(): readonly PublishedSchema[] {
  return readdirSync(PUBLISHED_FOLDER).map((file) => read(`${PUBLISHED_FOLDER}/${file}`));
}

/**
 * What today's classes break of the published schemas, in words that say what to do; empty when nothing.
 * Compared before a schema is written anew, so that a break cannot be made the rule by regenerating.
 */
export function breaksOfPublished(): string[] {
  return schemasOfToday().flatMap((today) => {
    const path = `${PUBLISHED_FOLDER}/${publishedName(today)}`;
    return existsSync(path) ? breaksOf(read(path), today) : [];
  });
}

/** @returns one line for each break, with its cure. */
export function breaksOf(published: PublishedSchema, today: PublishedSchema): string[] {
  const { type, version } = published;
  const moved = published.topic === today.topic ? [] : [`moved from ${published.topic} to ${today.topic}`];
  return [...moved, ...breakingChanges(published.data, today.data)].map(
    (change) =>
      `${type} v${String(version)}: ${change}. It is published: leave it as it is and declare version ` +
      `${String(version + 1)} with an upcaster from ${String(version)} (docs/messaging-parking.md)`,
  );
}

function schemaOf(eventClass: EventClass, all: Record<string, JsonSchema>): JsonSchema {
  const inline = (schema: JsonSchema): JsonSchema => {
    if (schema.$ref !== undefined) return inline(all[schema.$ref.replace(REF_PREFIX, '')] ?? {});
    const { properties, items, anyOf } = schema;
    const entries = properties && Object.entries(properties).map(([name, part]) => [name, inline(part)]);
    return {
      ...schema,
      ...(entries ? { properties: Object.fromEntries(entries) as Record<string, JsonSchema> } : {}),
      ...(items ? { items: inline(items) } : {}),
      ...(anyOf ? { anyOf: anyOf.map(inline) } : {}),
    };
  };
  return inline(all[eventClass.name] ?? {});
}

const read = (path: string): PublishedSchema => JSON.parse(readFileSync(path, 'utf8')) as PublishedSchema;
