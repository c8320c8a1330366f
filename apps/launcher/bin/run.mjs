#!/usr/bin/env node
/**
 * Runs a command of this repository on a fresh clone: installs when node_modules is missing or older
 * than the lock file, builds when a source is newer than the build, then starts the command on the
 * Node version that the lock file pins. Plain JavaScript without dependencies: it must work on the
 * Node that happens to be installed, before anything else is.
 */
import { spawnSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const bin = join(root, 'node_modules/.bin');
const stamp = join(root, 'dist/.built');
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };

const programs = {
  start: 'apps/launcher/src/start.main.js',
  distributed: 'apps/launcher/src/distributed.main.js',
  kafka: 'apps/launcher/src/kafka.main.js',
  route: 'apps/order/src/route.main.js',
  'simulate-policy': 'apps/order/src/simulate-policy.main.js',
  bench: 'test/bench/bench.main.js',
  rehearsal: 'test/rehearsal/rehearsal.main.js',
  screenshots: 'test/screenshots/screenshots.main.js',
  docs: 'libs/contracts/tools/generate-docs.main.js',
};
const chores = {
  build: () => build(),
  check: () => runSteps([...staticSteps(), jestStep('unit', 'contract')]),
  test: () => runSteps([...staticSteps(), jestStep('unit', 'contract', 'integration', 'e2e')]),
};

const [command = '', ...args] = process.argv.slice(2);
process.chdir(root);
if (command in programs) await runProgram(programs[command], args);
else if (command in chores) chores[command]();
else fail(`Unknown command "${command}". Known: ${[...Object.keys(programs), ...Object.keys(chores)].join(', ')}`);

async function runProgram(program, programArgs) {
  ensureBuilt();
  const child = spawn(
    nodeBinary(),
    ['--enable-source-maps', '--disable-warning=ExperimentalWarning', join(root, 'dist', program), ...programArgs],
    {
      stdio: 'inherit',
      env,
    },
  );
  // The terminal sends its signal to the whole group; a supervisor sends it to us alone.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const code = await new Promise((resolve) =>
    child.on('exit', (exitCode, signal) => resolve(exitCode ?? (signal ? 1 : 0))),
  );
  process.exit(code);
}

function runSteps(steps) {
  ensureBuilt();
  for (const [title, run] of steps) {
    console.log(`\n── ${title}`);
    const status = run();
    if (status !== 0) {
      // The tests have closed with their own counts already.
      if (!title.startsWith('tests')) console.log(`\n${title} failed\n0 passed, 1 failed, 0 skipped`);
      process.exit(status);
    }
  }
}

function staticSteps() {
  return [
    ['format', () => run('prettier', ['--check', '--log-level', 'warn', '.'])],
    ['lint', () => run('eslint', ['.'])],
    ['dependency rules', () => run('depcruise', ['apps', 'libs', '--output-type', 'err'])],
    ['dead code', () => run('knip', [])],
    [
      'types',
      () => run('tsc', ['--noEmit', '-p', 'tsconfig.json']) || run('tsc', ['--noEmit', '-p', 'apps/web/tsconfig.json']),
    ],
  ];
}

/** Last step: it prints the closing line itself, from Jest's own counts. */
function jestStep(...projects) {
  const title = `tests: ${projects.join(', ')}`;
  return [title, () => run(nodeBinary(), ['apps/launcher/bin/jest.mjs', ...projects])];
}

function ensureBuilt() {
  ensureInstalled();
  if (!existsSync(stamp) || newest(['apps', 'libs', 'test', 'package.json', '.swcrc']) > statSync(stamp).mtimeMs)
    build();
}

function ensureInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
  console.log('Installing dependencies …');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit', cwd: root });
  if (npm.status !== 0) fail('npm ci failed; see its message above');
}

function build() {
  ensureInstalled();
  console.log('Building …');
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const sources = ['apps', 'libs', 'test', '-d', 'dist', '--copy-files', '--quiet'];
  const ignored = ['apps/web/**', '**/*.md', 'test/architecture/fixture/**', '**/*.spec.ts', '**/*-spec.ts'];
  if (run('swc', [...sources, '--ignore', ignored.join(',')]) !== 0) fail('The build of the services failed');
  if (run('vite', ['build', 'apps/web', '--logLevel', 'warn']) !== 0) fail('The build of the web page failed');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, new Date().toISOString());
}

function run(program, programArgs) {
  const result = spawnSync(program, programArgs, { stdio: 'inherit', cwd: root, env });
  if (result.error) fail(`${program} could not be started: ${result.error.message}`);
  return result.status ?? 1;
}

function nodeBinary() {
  const pinned = join(bin, 'node');
  return existsSync(pinned) ? pinned : process.execPath;
}

function newest(places) {
  let latest = 0;
  const visit = (path) => {
    const info = statSync(path);
    if (!info.isDirectory()) latest = Math.max(latest, info.mtimeMs);
    else for (const name of readdirSync(path)) if (name !== 'node_modules') visit(join(path, name));
  };
  for (const place of places) if (existsSync(join(root, place))) visit(join(root, place));
  return latest;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
