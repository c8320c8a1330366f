import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/**
 * Lets Node read this repository's TypeScript as it is, `#library` names and all: for what runs outside of
 * Jest's own modules (its global setup, processes that a test starts). Import it first, then import a `.ts`.
 */
const root = new URL('../../../../', import.meta.url).href;

/** @type {import('@swc/core').Options} */
const compilerOptions = {
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

const isOurs = (url) => url?.startsWith(root) === true && !url.includes('/node_modules/');

registerHooks({
  resolve(specifier, context, next) {
    if (!isOurs(context.parentURL)) return next(specifier, context);
    if (specifier.startsWith('#')) return next(`${root}libs/${specifier.slice(1)}/src/index.ts`, context);
    const isTypeScript = context.parentURL.endsWith('.ts') && specifier.startsWith('.');
    return next(isTypeScript ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
  load(url, context, next) {
    if (!isOurs(url) || !url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...compilerOptions, filename });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
