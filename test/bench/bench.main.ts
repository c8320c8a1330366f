import 'reflect-metadata';
import type { Benchmark, BenchmarkResult } from './benchmark.js';
import { consumer } from './consumer.bench.js';
import { endToEnd } from './end-to-end.bench.js';
import { hotSku } from './hot-sku.bench.js';
import { insight } from './insight.bench.js';
import { isolation } from './isolation.bench.js';
import { lookAhead } from './look-ahead.bench.js';
import { outbox } from './outbox.bench.js';
import { relay } from './relay.bench.js';
import { routing } from './routing.bench.js';
import { start } from './start.bench.js';
import { tracking } from './tracking.bench.js';

const benchmarks: readonly Benchmark[] = [
  consumer,
  endToEnd,
  hotSku,
  insight,
  isolation,
  lookAhead,
  outbox,
  relay,
  routing,
  start,
  tracking,
];

const args = process.argv.slice(2);
const json = args.includes('--json');
const name = args.find((argument) => !argument.startsWith('--'));
const benchmark = benchmarks.find((candidate) => candidate.name === name);

if (!benchmark) {
  for (const { name: known, about } of benchmarks) console.log(`${known.padEnd(14)} ${about}`);
  process.exit(name === undefined ? 0 : 1);
}
const result = await benchmark.run((line) => console.error(line));
if (json) console.log(JSON.stringify(result));
else print(result);
process.exit(0);

function print(result: BenchmarkResult): void {
  const row = (label: string, { median, min, max }: { median: number; min: number; max: number }, unit: string): void =>
    console.log(`${label.padEnd(28)} ${String(median).padStart(12)} ${unit}  (${String(min)} … ${String(max)})`);
  console.log(`${result.name}, ${String(result.rounds)} rounds, median (min … max)`);
  row('product', result.product, result.product.unit);
  for (const [label, figure] of Object.entries(result.references)) row(label, figure, figure.unit);
  for (const [label, ratio] of Object.entries(result.ratios)) row(`product / ${label}`, ratio, '×');
  console.log('checks', JSON.stringify(result.checks));
  console.log('machine', JSON.stringify(result.machine));
}
