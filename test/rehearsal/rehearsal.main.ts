import 'reflect-metadata';
import { rehearsalOptions } from './options.js';
import { rehearse, type RehearsalResult } from './rehearsal.js';

const options = rehearsalOptions(process.argv.slice(2));
const result = await rehearse(options, (line) => console.error(line));
if (options.json) console.log(JSON.stringify(result));
else print(result);
process.exit(result.anomalies.length === 0 ? 0 : 1);

function print({ anomalies, recoveryMs, faults, ...counts }: RehearsalResult): void {
  for (const [name, value] of Object.entries(counts)) console.log(`${name.padEnd(26)} ${String(value).padStart(8)}`);
  console.log(`${'recovery p50 / p99'.padEnd(26)} ${String(recoveryMs.p50)} / ${String(recoveryMs.p99)} ms`);
  console.log(`${'faults'.padEnd(26)} ${JSON.stringify(faults)}`);
  for (const { kind, subject, detail } of anomalies) console.log(`${kind}: ${subject}: ${detail}`);
  const bound = ((3 / counts.orders) * 100).toFixed(2);
  console.log(
    anomalies.length === 0
      ? `No anomaly in ${String(counts.orders)} orders: at 95 % fewer than ${bound} % (3/n).`
      : `${String(anomalies.length)} anomalies`,
  );
}
