import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { buildBroken } from './broken/build-broken.js';
import { brokenBuilds, type BrokenBuild, type BrokenBuildName } from './broken/broken-builds.js';
import type { AnomalyKind } from './checker/anomaly.js';
import type { RehearsalOptions } from './options.js';
import { rehearse, type RehearsalContext } from './rehearsal.js';
import { countBy, percentiles, type RehearsalResult } from './result.js';

/** Above every back-off of a rehearsal: what does not move for so long is stuck. */
const PATIENCE_MS = 60_000;
/** Seeds that a broken build is tried with before it counts as not caught. */
const BROKEN_SEEDS_MAX = 3;

const startedAt = Date.now();
const report = (line: string): void =>
  console.error(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(7)} ${line}`);

/** All runs of a command line. @returns the exit code: 1 on any anomaly, or when a broken build was not caught. */
export async function campaign(options: RehearsalOptions): Promise<number> {
  return options.broken.length > 0 ? huntBrokenBuilds(options) : rehearseSeeds(options);
}

async function rehearseSeeds(options: RehearsalOptions): Promise<number> {
  const context = { root: process.cwd(), keep: options.keep, patienceMs: PATIENCE_MS, report };
  const results = known(options);
  for (const seed of options.seeds) {
    if (results.some((result) => result.seed === seed)) continue;
    report(`── seed ${String(seed)}: ${String(options.orders)} orders under ${options.faults.join(', ')}`);
    const result = await rehearse({ ...options, seed }, context);
    results.push(result);
    if (options.append !== undefined) appendFileSync(options.append, `${JSON.stringify(result)}\n`);
    if (options.json) console.log(JSON.stringify(result));
    else printRun(result);
  }
  if (!options.json && results.length > 1) printSum(results);
  return results.every(({ anomalies }) => anomalies.length === 0) ? 0 : 1;
}

/** Runs that an interrupted campaign has made already. */
function known({ append, seeds }: RehearsalOptions): RehearsalResult[] {
  if (append === undefined || !existsSync(append)) return [];
  const lines = readFileSync(append, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as RehearsalResult).filter(({ seed }) => seeds.includes(seed));
}

/** What became of a broken build. */
interface Hunt {
  readonly build: BrokenBuildName;
  /** The first seed under which the checker named an anomaly that the missing mechanism must lead to. */
  readonly caughtBySeed: number | 'not caught';
  readonly anomaly: string;
  /** How many of that kind. */
  readonly count: number;
  readonly orders: number;
  readonly minutes: number;
  readonly example: string;
  /** Everything that was named, by kind. */
  readonly all: Readonly<Partial<Record<AnomalyKind, number>>>;
}

async function huntBrokenBuilds(options: RehearsalOptions): Promise<number> {
  const hunts: Hunt[] = [];
  for (const name of options.broken) {
    const context = { root: buildBroken(name), keep: options.keep, patienceMs: PATIENCE_MS, report };
    const found = await hunt(name, context, options.minutes);
    if (options.json) console.log(JSON.stringify(found));
    hunts.push(found);
  }
  if (!options.json)
    console.table(hunts, ['build', 'caughtBySeed', 'anomaly', 'count', 'orders', 'minutes', 'example']);
  return hunts.every(({ caughtBySeed }) => caughtBySeed !== 'not caught') ? 0 : 1;
}

async function hunt(name: BrokenBuildName, context: RehearsalContext, minutes: number): Promise<Hunt> {
  const build: BrokenBuild = brokenBuilds[name];
  const { faults, orders, breaks, rounds = 1, afterSales = false } = build;
  const began = Date.now();
  report(`── ${name}: ${breaks}`);
  let all: Hunt['all'] = {};
  for (let seed = 1; seed <= BROKEN_SEEDS_MAX; seed += 1) {
    const { anomalies } = await rehearse({ orders, seed, faults, rounds, minutes, afterSales }, context);
    all = countBy(anomalies.map(({ kind }) => kind));
    report(`${name}, seed ${String(seed)}: ${JSON.stringify(all)}`);
    const shown = anomalies.find(({ kind }) => build.shows.includes(kind));
    if (!shown) continue;
    const { kind: anomaly, detail: example } = shown;
    const caught = { caughtBySeed: seed, anomaly, count: all[anomaly] ?? 0, orders: orders * seed };
    return { build: name, ...caught, minutes: minutesSince(began), example, all };
  }
  const none = { caughtBySeed: 'not caught', anomaly: '', count: 0, orders: orders * BROKEN_SEEDS_MAX } as const;
  return { build: name, ...none, minutes: minutesSince(began), example: '', all };
}

const minutesSince = (then: number): number => Math.round((Date.now() - then) / 6_000) / 10;

function printRun({
  anomalies,
  recoveryMs,
  recoveriesMs,
  faults,
  statuses,
  clockShiftMs,
  afterSales,
  ...counts
}: RehearsalResult): void {
  for (const [name, value] of Object.entries(counts)) console.log(`${name.padEnd(26)} ${String(value).padStart(8)}`);
  console.log(`${'statuses'.padEnd(26)} ${JSON.stringify(statuses)}`);
  if (afterSales) console.log(`${'after sales'.padEnd(26)} ${JSON.stringify(afterSales)}`);
  console.log(
    `${'recovery p50 / p99'.padEnd(26)} ${String(recoveryMs.p50)} / ${String(recoveryMs.p99)} ms of ${String(recoveriesMs.length)}`,
  );
  console.log(`${'faults'.padEnd(26)} ${JSON.stringify(faults)} ${JSON.stringify(clockShiftMs)}`);
  for (const { kind, subject, detail } of anomalies) console.log(`${kind}: ${subject}: ${detail}`);
  if (counts.weak) console.log('No duplicate was delivered: this run was too weak to say anything about them.');
  console.log(verdict(anomalies.length, counts.orders));
}

function printSum(results: readonly RehearsalResult[]): void {
  const sum = (pick: (result: RehearsalResult) => number): number =>
    results.reduce((total, result) => total + pick(result), 0);
  console.table(
    results.map((result) => ({
      seed: result.seed,
      orders: result.orders,
      lost: result.lost + result.lostEvents,
      twice: result.duplicatePurchaseOrders + result.duplicateNotifications,
      outOfOrder: result.outOfOrder,
      other:
        result.anomalies.length -
        result.lost -
        result.lostEvents -
        result.duplicatePurchaseOrders -
        result.duplicateNotifications -
        result.outOfOrder,
      ...afterSalesColumns(result),
      delivered: result.duplicatesDelivered,
      suppressed: result.duplicatesSuppressed,
      faults: Object.values(result.faults).reduce((total, count) => total + count, 0),
      'p50 ms': result.recoveryMs.p50,
      'p99 ms': result.recoveryMs.p99,
      seconds: Math.round(result.tookMs / 1000),
    })),
  );
  const { p50, p99 } = percentiles(results.flatMap(({ recoveriesMs }) => recoveriesMs));
  const orders = sum((result) => result.orders);
  console.log(
    `${String(results.length)} seeds, ${String(orders)} orders, recovery p50 ${String(p50)} ms, p99 ${String(p99)} ms`,
  );
  console.log(
    verdict(
      sum(({ anomalies }) => anomalies.length),
      orders,
    ),
  );
}

/** Of a run with a crowd. */
function afterSalesColumns({ afterSales }: RehearsalResult): Record<string, string | number> {
  if (!afterSales) return {};
  const { returns, complaints, refunds, mailsPerOrder } = afterSales;
  const returned = Object.values(returns).reduce((total: number, count = 0) => total + count, 0);
  return {
    returned,
    complaints,
    refunds,
    'mails p50/p99': `${String(mailsPerOrder.p50)}/${String(mailsPerOrder.p99)}`,
  };
}

/** The rule of three: no failure in n trials. */
const verdict = (anomalies: number, orders: number): string =>
  anomalies === 0
    ? `No anomaly in ${String(orders)} orders: at 95 % fewer than ${((3 / orders) * 100).toFixed(3)} % (3/n).`
    : `${String(anomalies)} anomalies`;
