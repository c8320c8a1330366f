import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { brokenBuilds, patched } from './broken-builds.js';

describe('the deliberately broken builds', () => {
  it.each(Object.entries(brokenBuilds))('%s still fits the sources', (_, { patches }) => {
    for (const patch of patches) {
      const source = readFileSync(patch.file, 'utf8');
      expect(patched(source, patch)).not.toBe(source);
    }
  });

  it('refuses a patch that fits nowhere, or twice', () => {
    const patch = { file: 'x.ts', changes: [{ find: 'a', replace: 'b' }] };

    expect(() => patched('c', patch)).toThrow('0 times');
    expect(() => patched('aa', patch)).toThrow('2 times');
  });
});
