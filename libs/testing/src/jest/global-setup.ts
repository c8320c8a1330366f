import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What the run's tests share. */
interface TestRun {
  stop(): Promise<void>;
}

const here = dirname(fileURLToPath(import.meta.url));
const state = globalThis as { kervanTestRun?: Promise<TestRun> };

// Jest compiles this file to CommonJS and with it `import()` to `require()`, which cannot take ES modules here.
// eslint-disable-next-line @typescript-eslint/no-implied-eval
const importModule = new Function('url', 'return import(url)') as (url: string) => Promise<unknown>;

const importFile = (...path: string[]): Promise<unknown> => importModule(pathToFileURL(join(here, ...path)).href);

async function startRun(): Promise<TestRun> {
  // Jest compiles this file only, not what it imports.
  await importFile('typescript-hooks.mjs');
  const { startTestRun } = (await importFile('..', 'run', 'test-run.ts')) as { startTestRun: () => Promise<TestRun> };
  return startTestRun();
}

/** Starts what the tests of a run share; once, however many projects name it. */
export default async function globalSetup(): Promise<void> {
  state.kervanTestRun ??= startRun();
  await state.kervanTestRun;
}
