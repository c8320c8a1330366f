/**
 * Runs Jest projects and closes with `N passed, N failed, N skipped`. A suite that could not even
 * start counts as one failure: a file that does not load must never look like a file without tests.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

const projects = process.argv.slice(2);
const report = '.cache/jest.json';
mkdirSync('.cache', { recursive: true });
rmSync(report, { force: true });

const jest = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    ...projects,
    '--json',
    `--outputFile=${report}`,
    '--maxWorkers=2',
    '--silent=false',
    '--forceExit',
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);

const counts = { passed: 0, failed: 1, skipped: 0 };
if (existsSync(report)) {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  counts.passed = result.numPassedTests;
  counts.failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  counts.skipped = result.numPendingTests + result.numTodoTests;
}
if (counts.failed === 0 && jest.status !== 0) counts.failed = 1;
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed === 0 ? 0 : 1);
