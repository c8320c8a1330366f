import { commandLine, runCommand } from './cli/command-line.js';
import { routeFile } from './cli/route-file.js';

const USAGE = 'Name the file with instances: npm run route -- --in FILE (or - for standard input)';

const values = commandLine({ in: { type: 'string' } }, 'in', USAGE);
if (values !== null) await runCommand(() => routeFile(values.in ?? '-', process.stdout));
