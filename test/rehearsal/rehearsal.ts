import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { Api } from '../harness/api.js';
import { KervanProcess } from '../harness/kervan-process.js';
import { databaseOf, findAnomalies, restingStates, type Anomaly } from './checker.js';
import { KafkaMeddler } from './kafka-meddler.js';
import { Killer } from './killer.js';
import { readLedger, readOrders, type Ledger } from './ledger.js';
import type { RehearsalOptions } from './options.js';
import { Rng } from './rng.js';
import { SuppressionCounter } from './suppression-counter.js';

/** What `npm run rehearsal -- --json` prints. */
export interface RehearsalResult {
  readonly orders: number;
  readonly accepted: number;
  readonly lost: number;
  readonly duplicatePurchaseOrders: number;
  readonly duplicateNotifications: number;
  readonly outOfOrder: number;
  readonly oversold: number;
  readonly unexplained: number;
  readonly duplicatesDelivered: number;
  readonly duplicatesSuppressed: number;
  readonly recoveryMs: { readonly p50: number | null; readonly p99: number | null };
  readonly faults: Readonly<Record<string, number>>;
  readonly seed: number;
  readonly anomalies: readonly Anomaly[];
}

/** An hour of the partners' life in this many seconds of ours: a parcel needs about a minute. */
const SPEED = '7200';
const POLL_MS = 1_000;
/** The last change of any order is this long ago: nothing more is coming. */
const QUIET_MS = 6_000;
const services = ['order', 'supplier-sync', 'shipping-tracker', 'notification', 'console'];

/** Runs orders through the whole system over real Kafka while faults happen, waits until all is at rest, then checks. */
export async function rehearse(options: RehearsalOptions, report: (line: string) => void): Promise<RehearsalResult> {
  const rng = new Rng(options.seed);
  const kervan = await KervanProcess.start({ mode: 'distributed', env: environment(options) });
  report(`ready after ${(kervan.readyMs / 1000).toFixed(1)} s, data in ${kervan.dataDir}`);
  try {
    const simulator = await simulatorOf(kervan);
    const suppression = new SuppressionCounter(() => kervan.processes(), services);
    suppression.start();
    const meddler = await startMeddler(kervan, options, rng);
    const killer = options.faults.includes('kill') ? new Killer(kervan, rng) : undefined;
    killer?.start();

    const databases = await connect(kervan);
    const orderDatabase = databaseOf(databases, 'order');
    await placeOrders(simulator, options.orders, report);
    await untilAtRest(orderDatabase, simulator, options, report);
    await killer?.stop();
    await meddler?.stop();
    await untilAtRest(orderDatabase, simulator, options, report);
    await suppression.stop();

    const ledger = await readLedger(simulator);
    const orders = await readOrders(new Api(kervan.url, kervan.keys().merchant));
    const anomalies = await findAnomalies({ ledger, orders, databases });
    await Promise.all([...databases.values()].map((client) => client.end()));
    return result(options, ledger, anomalies, {
      delivered: (meddler?.delivered() ?? 0) + repeatedDeliveries(ledger),
      suppressed: suppression.total() + repeatedDeliveries(ledger),
      recoveries: killer?.recoveriesMs ?? [],
      kills: killer?.kills ?? {},
    });
  } finally {
    await kervan.stop();
  }
}

function environment({ faults, seed }: RehearsalOptions): Record<string, string> {
  const rates = [
    ...(faults.includes('reject') ? ['reject=0.15'] : []),
    ...(faults.includes('duplicate') ? ['twice=0.15'] : []),
    ...(faults.includes('reorder') ? ['outOfOrder=0.15', 'late=0.05'] : []),
    ...(faults.includes('partner-errors') ? ['error500=0.1'] : []),
  ];
  return {
    SEED: `rehearsal-${String(seed)}`,
    ORDERS_PER_MINUTE: '0',
    SPEED,
    MISBEHAVIOUR: rates.join(','),
    // A supplier that says nothing is given up within the rehearsal, not after an hour.
    ACKNOWLEDGE_SECONDS: '60',
  };
}

async function simulatorOf(kervan: KervanProcess): Promise<Api> {
  const entry = kervan.processes()['simulator'];
  if (!entry) throw new Error('the simulator does not run');
  const simulator = new Api(`http://127.0.0.1:${String(entry.port)}`);
  for (;;) {
    const { setUp } = await simulator.expectGet<{ setUp: { stage: string } }>('/sim/state');
    if (setUp.stage === 'ready') return simulator;
    await delay(POLL_MS);
  }
}

async function startMeddler(
  kervan: KervanProcess,
  { faults }: RehearsalOptions,
  rng: Rng,
): Promise<KafkaMeddler | undefined> {
  if (!faults.includes('duplicate') && !faults.includes('reorder')) return undefined;
  const kafka = kervan.processes()['kafka'];
  if (!kafka) throw new Error('Kafka does not run');
  const meddler = new KafkaMeddler({
    brokers: `127.0.0.1:${String(kafka.port)}`,
    duplicateShare: faults.includes('duplicate') ? 0.2 : 0,
    reorderShare: faults.includes('reorder') ? 0.1 : 0,
    rng,
  });
  await meddler.start();
  return meddler;
}

/** In portions, so that orders meet faults at every stage of others' journeys. */
async function placeOrders(simulator: Api, total: number, report: (line: string) => void): Promise<void> {
  const portion = Math.max(10, Math.ceil(total / 20));
  for (let placed = 0; placed < total; placed += portion) {
    await simulator.expectPost('/sim/store/orders', { count: Math.min(portion, total - placed) });
    report(`${String(Math.min(placed + portion, total))} of ${String(total)} orders placed`);
    await delay(POLL_MS);
  }
}

interface WorldState {
  readonly ordersByState: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * At rest: stores have their answers, every order a resting state, and nothing changed for a while. Asked of counts
 * alone: reading every order each second would be a load of its own.
 */
async function untilAtRest(
  order: Client,
  simulator: Api,
  { minutes }: RehearsalOptions,
  report: (line: string) => void,
): Promise<void> {
  const deadline = Date.now() + minutes * 60_000;
  let fingerprint = '';
  let quietSince = Date.now();
  while (Date.now() < deadline) {
    await delay(POLL_MS);
    const world = await simulator.expectGet<WorldState>('/sim/state').catch(() => undefined);
    if (!world) continue;
    const { rows } = await order.query<{ status: string; orders: number }>(
      'SELECT status, count(*)::int AS orders FROM orders GROUP BY status ORDER BY status',
    );
    const now = `${rows.map(({ status, orders }) => `${status} ${String(orders)}`).join(', ')}; ${String(world.counts['mails'] ?? 0)} mails`;
    if (now !== fingerprint) {
      fingerprint = now;
      quietSince = Date.now();
      report(now);
    }
    const answered = (world.ordersByState['pending'] ?? 0) === 0;
    const resting = rows.length > 0 && rows.every(({ status }) => restingStates.includes(status));
    if (answered && resting && Date.now() - quietSince > QUIET_MS) return;
  }
}

async function connect(kervan: KervanProcess): Promise<Map<string, Client>> {
  const databases = new Map<string, Client>();
  for (const service of services) {
    const client = new Client({ connectionString: kervan.databaseUrl(`kervan_${service.replaceAll('-', '_')}`) });
    await client.connect();
    databases.set(service, client);
  }
  return databases;
}

/** Webhooks and purchase orders that reached a partner more than once: it took each once, by its key. */
function repeatedDeliveries(ledger: Ledger): number {
  const messages = new Set(ledger.deliveries.map(({ messageId }) => messageId));
  const orders = ledger.orders.reduce((sum, { deliveries }) => sum + Math.max(0, deliveries - 1), 0);
  return ledger.deliveries.length - messages.size + orders;
}

interface Counts {
  readonly delivered: number;
  readonly suppressed: number;
  readonly recoveries: readonly number[];
  readonly kills: Readonly<Record<string, number>>;
}

function result(
  options: RehearsalOptions,
  ledger: Ledger,
  anomalies: readonly Anomaly[],
  counts: Counts,
): RehearsalResult {
  const kinds = countBy(anomalies.map(({ kind }) => kind));
  const sorted = [...counts.recoveries].sort((a, b) => a - b);
  const percentile = (share: number): number | null =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
  return {
    orders: ledger.orders.length,
    accepted: ledger.orders.filter(({ state }) => state === 'accepted').length,
    lost: kinds['lost'] ?? 0,
    duplicatePurchaseOrders: kinds['duplicatePurchaseOrder'] ?? 0,
    duplicateNotifications: kinds['duplicateNotification'] ?? 0,
    outOfOrder: kinds['outOfOrder'] ?? 0,
    oversold: kinds['oversold'] ?? 0,
    unexplained: kinds['unexplained'] ?? 0,
    duplicatesDelivered: counts.delivered,
    duplicatesSuppressed: counts.suppressed,
    recoveryMs: { p50: percentile(0.5), p99: percentile(0.99) },
    faults: { ...Object.fromEntries(options.faults.map((fault) => [fault, 1])), ...counts.kills },
    seed: options.seed,
    anomalies,
  };
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
