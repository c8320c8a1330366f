import { asyncApiDocument } from './asyncapi-document.js';
import { eventsPage } from './events-page.js';
import { PUBLISHED_FOLDER, publishedName, schemasOfToday } from './published-schemas.js';
import { sourceDocumentation } from './source-documentation.js';

/** A file that is made from the contracts and must never be edited by hand. */
export interface GeneratedDocument {
  /** Relative to the repository's root, where every command runs. */
  readonly path: string;
  readonly content: string;
}

/** Everything that `npm run docs` writes; the contract tests compare it with what is committed. */
export function generatedDocuments(): readonly GeneratedDocument[] {
  return [
    { path: 'docs/events.md', content: eventsPage(sourceDocumentation('libs/contracts/src/events')) },
    { path: 'docs/asyncapi.yaml', content: asyncApiDocument() },
    ...schemasOfToday().map((schema) => ({
      path: `${PUBLISHED_FOLDER}/${publishedName(schema)}`,
      content: `${JSON.stringify(schema, null, 2)}\n`,
    })),
  ];
}
