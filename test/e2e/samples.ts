import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Real inputs of stores and suppliers may lie beside the repository; without them the published ones must do. */
export const SAMPLES = join(process.cwd(), '..', 'shared', 'data');

/** The files below a folder; none when it is not there. */
export const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];
