import { parseArgs } from 'node:util';

/** Faults by name. */
export const faultNames = ['kill', 'duplicate', 'reorder', 'reject', 'partner-errors'] as const;
export type FaultName = (typeof faultNames)[number];

export interface RehearsalOptions {
  readonly orders: number;
  readonly seed: number;
  readonly faults: readonly FaultName[];
  /** After so long the system is checked as it is: what has not come to rest counts as lost. */
  readonly minutes: number;
  readonly json: boolean;
}

/** @throws Error naming the option and what it may be. */
export function rehearsalOptions(args: readonly string[]): RehearsalOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      orders: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      faults: { type: 'string', default: 'kill,duplicate,reorder,reject' },
      minutes: { type: 'string', default: '15' },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    orders: positive('--orders', values.orders),
    seed: positive('--seed', values.seed),
    faults: values.faults.split(',').filter(Boolean).map(faultName),
    minutes: positive('--minutes', values.minutes),
    json: values.json,
  };
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${option} must be a whole number from 1, not "${text}"`);
  return value;
}

function faultName(text: string): FaultName {
  const found = faultNames.find((name) => name === text.trim());
  if (!found) throw new Error(`--faults knows ${faultNames.join(', ')}, not "${text}"`);
  return found;
}
