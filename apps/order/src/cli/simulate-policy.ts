import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SimulationReport } from '../routing/domain/simulation-report.js';

export interface SimulateOptions {
  /** A file with a policy's content, or the id of a stored policy. */
  readonly policy: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly json: boolean;
  /** Where Kervan answers. */
  readonly url: string;
  /** The folder with its keys, where `key` does not name one. */
  readonly data: string;
  /** A merchant's key. */
  readonly key?: string | undefined;
}

/** Where the command writes: the report, and while it waits how far the simulation is. */
export interface SimulateOutput {
  report(text: string): void;
  progress(text: string): void;
}

/** What the person who gave the command can mend. */
export class SimulatePolicyError extends Error {
  override readonly name = 'SimulatePolicyError';
}

interface Simulation {
  readonly id: string;
  readonly state: string;
  readonly progress: { readonly decisions: number; readonly processed: number };
  readonly report: SimulationReport;
}

const LOOK_EVERY_MS = 500;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * Tries a policy on the past of a Kervan that is running.
 * @throws SimulatePolicyError saying what to do when the file, the key or the server is not there, or says no.
 */
export async function simulatePolicy(options: SimulateOptions, output: SimulateOutput): Promise<void> {
  const ask = caller(options);
  let simulation = await ask('POST', '/v1/routing/simulations', {
    ...policyOf(options.policy),
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(options.to === undefined ? {} : { to: options.to }),
  });
  let told = '';
  for (;;) {
    const { decisions, processed } = simulation.progress;
    const text = `${String(processed)} of ${String(decisions)} decisions`;
    if (text !== told) output.progress(text);
    told = text;
    if (simulation.state !== 'queued' && simulation.state !== 'running') break;
    await delay(LOOK_EVERY_MS);
    simulation = await ask('GET', `/v1/routing/simulations/${simulation.id}`);
  }
  if (simulation.state === 'cancelled') output.progress('Somebody cancelled it; this is what it had found.');
  output.report(options.json ? JSON.stringify(simulation) : textOf(simulation.report));
}

/** The report as a table for people. */
export function textOf({ byCurrency, mostChanged }: SimulationReport): string {
  const tables = Object.entries(byCurrency).map(([currency, { decisions, changed, before, after }]) => {
    const rows = (Object.keys(before) as (keyof typeof before)[]).map(
      (name) =>
        `  ${name.padEnd(22)}${String(before[name]).padStart(14)}${String(after[name]).padStart(14)}${String(Math.round((after[name] - before[name]) * 1000) / 1000).padStart(14)}`,
    );
    const head = `  ${''.padEnd(22)}${'as it was'.padStart(14)}${'candidate'.padStart(14)}${'difference'.padStart(14)}`;
    return [`${currency}: ${String(decisions)} decisions, ${String(changed)} change`, head, ...rows].join('\n');
  });
  const changes = mostChanged.map(
    ({ orderId, currency, paidDifferenceMinor }) =>
      `  ${orderId}  ${paidDifferenceMinor > 0 ? '+' : ''}${String(paidDifferenceMinor)} ${currency}`,
  );
  const nothing = tables.length === 0 ? ['No decision was made in that time.'] : [];
  return [...nothing, ...tables, ...(changes.length > 0 ? ['Orders that change most:', ...changes] : [])].join('\n');
}

function policyOf(policy: string): object {
  if (UUID.test(policy)) return { policyId: policy };
  const content = contentOf(policy);
  // Both the content alone and a whole policy as it is shown by HTTP.
  const whole = typeof content === 'object' && content !== null && 'content' in content ? content.content : content;
  return { policy: whole };
}

function contentOf(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new SimulatePolicyError(`--policy ${file}: neither the id of a policy nor a file that can be read.`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new SimulatePolicyError(`${file} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

function keyOf({ key, data }: SimulateOptions): string {
  if (key !== undefined) return key;
  const file = join(data, 'keys.json');
  const stored = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { merchant?: string }).merchant
    : undefined;
  if (stored !== undefined) return stored;
  throw new SimulatePolicyError(`No key: start Kervan first (${file}), or set KERVAN_KEY to a merchant's key.`);
}

function caller(options: SimulateOptions) {
  const key = keyOf(options);
  return async (method: string, path: string, body?: object): Promise<Simulation> => {
    const answer = await fetch(`${options.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch(() => {
      throw new SimulatePolicyError(`Nobody answers at ${options.url}: start Kervan, or name its address with --url.`);
    });
    const text = await answer.text();
    if (!answer.ok) throw new SimulatePolicyError(refusalOf(answer.status, text));
    return JSON.parse(text) as Simulation;
  };
}

interface Problem {
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** What was wrong, place by place, when the answer says so. */
function refusalOf(status: number, text: string): string {
  try {
    const { detail, errors = [] } = JSON.parse(text) as Problem;
    const places = errors.map(({ pointer, detail: what }) => `  ${pointer}: ${what}`);
    return [`${String(status)}: ${detail ?? text}`, ...places].join('\n');
  } catch {
    return `${String(status)}: ${text}`;
  }
}
