import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { generatedDocuments } from './generated-documents.js';

for (const { path, content } of generatedDocuments()) {
  writeFileSync(path, content);
  console.log(`written ${path}`);
}
