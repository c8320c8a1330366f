import { cpus, totalmem } from 'node:os';

/** Median and spread of one figure over the rounds. */
export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

/** What `npm run bench -- <name> --json` prints. */
export interface BenchmarkResult {
  readonly name: string;
  readonly rounds: number;
  readonly product: Figure;
  readonly references: Readonly<Record<string, Figure>>;
  /** Product divided by reference, round by round, so that the machine's drift cancels out. */
  readonly ratios: Readonly<Record<string, Omit<Figure, 'unit'>>>;
  /** What was checked beside the time: counts that must be right for the figure to mean anything. */
  readonly checks: Readonly<Record<string, unknown>>;
  readonly machine: Readonly<Record<string, unknown>>;
}

/** A benchmark with its reference in the same run. */
export interface Benchmark {
  readonly name: string;
  readonly about: string;
  run(report: (line: string) => void): Promise<BenchmarkResult>;
}

/** One round: the product's figure and each reference's, measured one after the other. */
export interface Round {
  readonly product: number;
  readonly references: Readonly<Record<string, number>>;
}

/** Puts rounds together. */
export function summarise(
  name: string,
  unit: string,
  rounds: readonly Round[],
  checks: Readonly<Record<string, unknown>>,
): BenchmarkResult {
  const referenceNames = Object.keys(rounds[0]?.references ?? {});
  const ofReference = (reference: string): number[] =>
    rounds.map(({ references }) => references[reference] ?? Number.NaN);
  return {
    name,
    rounds: rounds.length,
    product: { ...spread(rounds.map(({ product }) => product)), unit },
    references: Object.fromEntries(
      referenceNames.map((reference) => [reference, { ...spread(ofReference(reference)), unit }]),
    ),
    ratios: Object.fromEntries(
      referenceNames.map((reference) => [
        reference,
        spread(rounds.map(({ product, references }) => product / (references[reference] ?? Number.NaN))),
      ]),
    ),
    checks,
    machine: {
      cpus: cpus().length,
      model: cpus()[0]?.model,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
  };
}

function spread(values: readonly number[]): Omit<Figure, 'unit'> {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => Math.round((sorted[index] ?? Number.NaN) * 1000) / 1000;
  return { median: at(Math.floor(sorted.length / 2)), min: at(0), max: at(sorted.length - 1) };
}

/** The value below which the share `at` of `values` lies, to a tenth. */
export function percentile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.max(0, Math.ceil(at * sorted.length) - 1)] ?? Number.NaN) * 10) / 10;
}
