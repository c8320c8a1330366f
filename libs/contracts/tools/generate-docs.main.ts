import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { generatedDocuments } from './generated-documents.js';
import { breaksOfPublished, PUBLISHED_FOLDER } from './published-schemas.js';

const breaks = breaksOfPublished();
if (breaks.length > 0) {
  console.error(breaks.join('\n'));
  process.exit(1);
}
mkdirSync(PUBLISHED_FOLDER, { recursive: true });
for (const { path, content } of generatedDocuments()) {
  writeFileSync(path, content);
  console.log(`written ${path}`);
}
