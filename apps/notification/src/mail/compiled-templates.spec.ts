import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

describe('the compiled templates', () => {
  it('are what the MJML sources say today (run apps/notification/scripts/compile-templates.mjs after a change)', () => {
    const check = () =>
      execFileSync(process.execPath, ['apps/notification/scripts/compile-templates.mjs', '--check'], { stdio: 'pipe' });
    expect(check).not.toThrow();
  });
});
