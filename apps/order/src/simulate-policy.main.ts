import { parseArgs } from 'node:util';
import { simulatePolicy } from './cli/simulate-policy.js';

const { values } = parseArgs({
  options: {
    policy: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    json: { type: 'boolean', default: false },
    url: { type: 'string', default: `http://127.0.0.1:${process.env['PORT'] ?? '3000'}` },
    data: { type: 'string', default: process.env['KERVAN_DATA_DIR'] ?? '.kervan' },
  },
});
if (values.policy === undefined) {
  console.error('Name a policy: npm run simulate-policy -- --policy FILE|ID [--from TIME] [--to TIME] [--json]');
  process.exitCode = 2;
} else {
  const output = {
    report: (text: string) => console.log(text),
    progress: (text: string) => console.error(text),
  };
  await simulatePolicy({ ...values, policy: values.policy, key: process.env['KERVAN_KEY'] }, output).catch(
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
