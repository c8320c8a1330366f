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
  /** The folder with its keys. */
  readonly data: string;
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
 * Tries a policy on the past of a Kervan that is running, shows the progress on standard error and the report on
 * standard output.
 */
export async function simulatePolicy(options: SimulateOptions): Promise<void> {
  const ask = caller(options);
  let simulation = await ask('POST', '/v1/routing/simulations', {
    ...policyOf(options.policy),
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(options.to === undefined ? {} : { to: options.to }),
  });
  while (simulation.state === 'queued' || simulation.state === 'running') {
    console.error(`${String(simulation.progress.processed)} of ${String(simulation.progress.decisions)} decisions`);
    await delay(LOOK_EVERY_MS);
    simulation = await ask('GET', `/v1/routing/simulations/${simulation.id}`);
  }
  console.log(options.json ? JSON.stringify(simulation) : textOf(simulation.report));
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
  const content = JSON.parse(readFileSync(policy, 'utf8')) as unknown;
  // Both the content alone and a whole policy as it is shown by HTTP.
  const whole = typeof content === 'object' && content !== null && 'content' in content ? content.content : content;
  return { policy: whole };
}

function caller({ url, data }: SimulateOptions) {
  const file = join(data, 'keys.json');
  const stored = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { merchant?: string }).merchant
    : undefined;
  const key = process.env['KERVAN_KEY'] ?? stored;
  if (key === undefined)
    throw new Error(`No key: start Kervan first (${file}), or set KERVAN_KEY to a merchant's key.`);
  return async (method: string, path: string, body?: object): Promise<Simulation> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${text}`);
    return JSON.parse(text) as Simulation;
  };
}
