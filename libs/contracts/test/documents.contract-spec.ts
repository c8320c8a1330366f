import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Parser } from '@asyncapi/parser';
import { generatedDocuments } from '../tools/generated-documents.js';

describe('generated documents', () => {
  it.each(generatedDocuments())(
    '$path is what the contracts say today (run `npm run docs` after a change)',
    ({ path, content }) => {
      expect(readFileSync(path, 'utf8')).toBe(content);
    },
  );

  it('include an AsyncAPI document that the official parser accepts', async () => {
    const { document, diagnostics } = await new Parser().parse(readFileSync('docs/asyncapi.yaml', 'utf8'));

    // Severity 0 is an error, by the Language Server Protocol that the parser follows.
    expect(diagnostics).not.toContainEqual(expect.objectContaining({ severity: 0 }));
    expect(document?.channels().length).toBe(11);
  });
});
