/**
 * Runs Jest projects and closes with `N passed, N failed, N skipped`. A suite that could not even
 * start counts as one failure: a file that does not load must never look like a file without tests.
 *
 * Files of the tiers that run real servers get a second look when they fail: once more, one after the other, on a
 * machine with nothing else to do. What passes then failed by the machine's load, is named as flaky and has to be
 * repaired, but does not stop a release. Unit and contract tests have no such excuse.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

const SERVER_TIERS = /\.(int|e2e)-spec\.ts$/;
/** More failing files than this are a defect, not a busy machine. */
const SECOND_LOOKS_MAX = 3;

const projects = process.argv.slice(2);
const report = '.cache/jest.json';
mkdirSync('.cache', { recursive: true });

let result = runJest('--selectProjects', ...projects, '--maxWorkers=2');
const failed = failedFiles(result);
if (failed.length > 0 && failed.length <= SECOND_LOOKS_MAX && failed.every((file) => SERVER_TIERS.test(file))) {
  console.log(`\nA second look, alone, at ${failed.join(', ')}`);
  const alone = runJest('--selectProjects', ...projects, '--runInBand', '--runTestsByPath', ...failed);
  const flaky = failed.filter((file) => !failedFiles(alone).includes(file));
  if (flaky.length > 0) console.log(`\nFLAKY, passed only when run alone; repair it:\n  ${flaky.join('\n  ')}`);
  if (result && alone) result = withSecondLook(result, alone);
}

const counts = result
  ? {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests + result.numTodoTests,
    }
  : { passed: 0, failed: 1, skipped: 0 };
// A run that Jest itself calls a failure is one, whatever it counted.
if (counts.failed === 0 && result && !result.success) counts.failed = 1;
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed === 0 ? 0 : 1);

/** @returns Jest's report, or null when it did not get as far as writing one. */
function runJest(...args) {
  rmSync(report, { force: true });
  spawnSync(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      ...args,
      '--json',
      `--outputFile=${report}`,
      '--silent=false',
      '--forceExit',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
}

function failedFiles(run) {
  const files = run?.testResults.filter(({ status }) => status === 'failed') ?? [];
  return files.map(({ name }) => name);
}

/** The first run's counts with those of the files that were looked at again replaced. */
function withSecondLook(first, second) {
  const counted = (run, status) =>
    run.testResults
      .filter(({ name }) => second.testResults.some((again) => again.name === name))
      .reduce((sum, { assertionResults }) => sum + assertionResults.filter((test) => test.status === status).length, 0);
  const replaced = (total, status) => total - counted(first, status) + counted(second, status);
  return {
    success: second.success,
    numPassedTests: replaced(first.numPassedTests, 'passed'),
    numFailedTests: replaced(first.numFailedTests, 'failed'),
    numRuntimeErrorTestSuites: second.numRuntimeErrorTestSuites,
    numPendingTests: replaced(first.numPendingTests, 'pending'),
    numTodoTests: first.numTodoTests,
  };
}
