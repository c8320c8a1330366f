import { commandLine, runCommand } from './cli/command-line.js';
import { simulatePolicy } from './cli/simulate-policy.js';

const USAGE = `Tries a routing policy on the recorded past of a Kervan that runs:
npm run simulate-policy -- --policy FILE|ID [--from TIME] [--to TIME] [--json] [--url ADDRESS] [--data FOLDER]
The key is the merchant's of the data folder, or KERVAN_KEY.`;

const values = commandLine(
  {
    policy: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    json: { type: 'boolean', default: false },
    url: { type: 'string', default: `http://127.0.0.1:${process.env['PORT'] ?? '3000'}` },
    data: { type: 'string', default: process.env['KERVAN_DATA_DIR'] ?? '.kervan' },
  },
  'policy',
  USAGE,
);
if (values !== null) {
  const output = {
    report: (text: string) => console.log(text),
    progress: (text: string) => console.error(text),
  };
  const { policy = '' } = values;
  await runCommand(() => simulatePolicy({ ...values, policy, key: process.env['KERVAN_KEY'] }, output));
}
