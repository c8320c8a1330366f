import { parseArgs } from 'node:util';
import { routeFile } from './cli/route-file.js';

const { values } = parseArgs({ options: { in: { type: 'string' } } });
if (values.in === undefined) {
  console.error('Name the file with instances: npm run route -- --in FILE (or - for standard input)');
  process.exitCode = 2;
} else {
  await routeFile(values.in, process.stdout).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
