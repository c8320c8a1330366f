import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { brokenBuilds, patched, type BrokenBuildName } from './broken-builds.js';

/**
 * Makes a broken build in a folder of its own: the real one's files, the patched sources compiled over them. The real
 * sources have no switches for this.
 * @returns the folder, as `root` of a run. It goes with this process.
 */
export function buildBroken(name: BrokenBuildName): string {
  const here = process.cwd();
  const root = mkdtempSync(join(tmpdir(), `kervan-${name}-`));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  cpSync(join(here, 'dist'), join(root, 'dist'), { recursive: true });
  cpSync(join(here, 'package.json'), join(root, 'package.json'));
  symlinkSync(join(here, 'node_modules'), join(root, 'node_modules'));
  for (const patch of brokenBuilds[name].patches) {
    const { code } = transformSync(patched(readFileSync(join(here, patch.file), 'utf8'), patch), {
      filename: join(here, patch.file),
      configFile: join(here, '.swcrc'),
      sourceMaps: 'inline',
    });
    writeFileSync(join(root, 'dist', patch.file.replace(/\.ts$/, '.js')), code);
  }
  return root;
}
