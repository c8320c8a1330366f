import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';

interface Report {
  summary: { violations: { rule: { name: string }; from: string }[] };
}

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };

/** The tool as the lint step calls it, so that the test sees what a developer would see. */
function cruise(...folders: string[]): Report {
  const result = spawnSync(
    process.execPath,
    ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', ...folders, '-T', 'json'],
    {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return JSON.parse(result.stdout) as Report;
}

describe('the dependency rules', () => {
  const violations = cruise('test/architecture/fixture/apps', 'test/architecture/fixture/libs').summary.violations;

  it.each(config.forbidden.map(({ name }) => name))('%s is reported for the file that breaks it', (name) => {
    expect(violations.map(({ rule }) => rule.name)).toContain(name);
  });
});
