import { parseArgs } from 'node:util';
import { brokenBuildNames, type BrokenBuildName } from './broken/broken-builds.js';

/** What goes wrong again and again, one after the other, each for a while. */
export const episodicFaults = [
  'kill',
  'stop',
  'broker-kill',
  'broker-stop',
  'postgres-kill',
  'slow',
  'dead-partner',
  'rebalance',
  'rolling',
  'disk-full',
] as const;
/** What goes wrong all the time. */
const lastingFaults = ['cut', 'duplicate', 'reorder', 'poison', 'partner-errors', 'reject', 'clock'] as const;

/** Faults by name. */
export const faultNames = [...episodicFaults, ...lastingFaults] as const;
export type FaultName = (typeof faultNames)[number];
export type EpisodicFault = (typeof episodicFaults)[number];

/** What one run does. */
export interface RunOptions {
  readonly orders: number;
  readonly seed: number;
  readonly faults: readonly FaultName[];
  /** Each fault that comes in episodes happens at least so often, and the orders are spread over all of them. */
  readonly rounds: number;
  /** After so long the system is checked as it is: what has not come to rest counts as lost. */
  readonly minutes: number;
  /** Customers return goods, complain and answer surveys; suppliers and carriers do their part. */
  readonly afterSales: boolean;
}

export interface RehearsalOptions extends Omit<RunOptions, 'seed'> {
  /** One run each. */
  readonly seeds: readonly number[];
  readonly json: boolean;
  /** Each run's JSON is added to this file; runs that stand there are not made again. */
  readonly append: string | undefined;
  /** Deliberately broken builds to be rehearsed instead of the real one. */
  readonly broken: readonly BrokenBuildName[];
  /** Leaves logs and data behind. */
  readonly keep: boolean;
}

/** A command line that makes no sense; the message says what to write instead. */
export class UsageError extends Error {
  readonly code = 'USAGE';
}

/** @throws UsageError naming the option and what it may be. */
export function rehearsalOptions(args: readonly string[]): RehearsalOptions {
  const values = parse(args);
  return {
    orders: positive('--orders', values.orders),
    seeds: values.seeds === undefined ? [positive('--seed', values.seed)] : seedRange(values.seeds),
    faults: faultList(values.faults),
    rounds: positive('--rounds', values.rounds),
    minutes: positive('--minutes', values.minutes),
    afterSales: values['after-sales'],
    json: values.json,
    append: values.append,
    broken: values.broken === undefined ? [] : brokenList(values.broken),
    keep: values.keep,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        orders: { type: 'string', default: '100' },
        seed: { type: 'string', default: '1' },
        seeds: { type: 'string' },
        faults: { type: 'string', default: 'kill,duplicate,reorder,reject' },
        rounds: { type: 'string', default: '1' },
        minutes: { type: 'string', default: '15' },
        'after-sales': { type: 'boolean', default: false },
        append: { type: 'string' },
        broken: { type: 'string' },
        keep: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : String(error)}\n` +
        'Options: --orders N, --seed S, --seeds 1..20, --faults a,b|all|none, --after-sales, --rounds R, --minutes M, --json, --append FILE, --broken NAME|all, --keep',
    );
  }
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new UsageError(`${option} must be a whole number from 1, not "${text}"`);
  return value;
}

/** `1..20`, or a comma list. */
function seedRange(text: string): number[] {
  const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(text) ?? [];
  if (from === undefined || to === undefined) return text.split(',').map((seed) => positive('--seeds', seed));
  const first = positive('--seeds', from);
  const count = Number(to) - first + 1;
  if (count < 1) throw new UsageError(`--seeds ${text} is an empty range`);
  return Array.from({ length: count }, (_, index) => first + index);
}

function faultList(text: string): FaultName[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (names.includes('all')) return [...faultNames];
  if (names.join() === 'none') return [];
  return [...new Set(names.map((name) => known('--faults', faultNames, name)))];
}

function brokenList(text: string): BrokenBuildName[] {
  return text === 'all'
    ? [...brokenBuildNames]
    : text.split(',').map((name) => known('--broken', brokenBuildNames, name));
}

function known<Name extends string>(option: string, names: readonly Name[], text: string): Name {
  const found = names.find((name) => name === text);
  if (!found) throw new UsageError(`${option} knows ${names.join(', ')} and all, not "${text}"`);
  return found;
}
