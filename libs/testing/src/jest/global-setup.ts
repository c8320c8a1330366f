import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Options } from '@swc/core';

/**
 * Jest transforms this file only, not what it imports: the hooks below let Node read the TypeScript of the
 * libraries. For the same reason it may hold nothing but types that can be stripped.
 */
const libraries = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const compilerOptions: Options = {
  configFile: false,
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2023',
    keepClassNames: true,
  },
};

interface TestRun {
  stop(): Promise<void>;
}

const state = globalThis as { kervanTestRun?: Promise<TestRun> };

// Jest compiles this file to CommonJS and with it `import()` to `require()`, which cannot take ES modules here.
// eslint-disable-next-line @typescript-eslint/no-implied-eval
const importModule = new Function('url', 'return import(url)') as (url: string) => Promise<unknown>;

async function startRun(): Promise<TestRun> {
  const { transformSync } = await import('@swc/core');
  const source = pathToFileURL(libraries).href;
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier.startsWith('#'))
        return next(pathToFileURL(join(libraries, specifier.slice(1), 'src', 'index.ts')).href, context);
      const isOurs = specifier.startsWith('.') && context.parentURL?.startsWith(source) === true;
      return next(isOurs ? specifier.replace(/\.js$/, '.ts') : specifier, context);
    },
    load(url, context, next) {
      if (!url.startsWith(source) || !url.endsWith('.ts')) return next(url, context);
      const filename = fileURLToPath(url);
      const { code } = transformSync(readFileSync(filename, 'utf8'), { ...compilerOptions, filename });
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
  const { startTestRun } = (await importModule(pathToFileURL(join(libraries, 'testing/src/run/test-run.ts')).href)) as {
    startTestRun: () => Promise<TestRun>;
  };
  return startTestRun();
}

/** Starts what the tests of a run share; once, however many projects name it. */
export default async function globalSetup(): Promise<void> {
  state.kervanTestRun ??= startRun();
  await state.kervanTestRun;
}
