import type { Anomaly, AnomalyKind } from './checker/anomaly.js';
import type { AfterSalesFigures } from './checker/check-after-sales.js';
import type { Ledger, ProductOrder } from './ledger.js';
import type { RunOptions } from './options.js';

/** What `npm run rehearsal -- --json` prints, one line per run. */
export interface RehearsalResult {
  readonly orders: number;
  readonly accepted: number;
  readonly lost: number;
  readonly duplicatePurchaseOrders: number;
  readonly duplicateNotifications: number;
  readonly outOfOrder: number;
  readonly oversold: number;
  readonly unexplained: number;
  /** Events that a consumer never handled. */
  readonly lostEvents: number;
  /** Events and purchases without a committed row. */
  readonly phantoms: number;
  /** What still waited after everything was healed. */
  readonly stuck: number;
  /** Poisonous messages that were not set aside where an operator sees them. */
  readonly poison: number;
  /** Routing decisions that their recorded input does not give again. */
  readonly notReplayable: number;
  /** Requests for refunds that repeat another one. */
  readonly secondRefunds: number;
  /** Requests of customers that became two cases. */
  readonly duplicateCases: number;
  /** Suppliers that were asked twice for one other address. */
  readonly duplicateAddresses: number;
  /** Parcels that went elsewhere than the answers said. */
  readonly wrongAddresses: number;
  /** Messages to browsers of which the product knew that they are gone. */
  readonly pushesAfterGone: number;
  /** Orders with more mails, or a longer silence, than the merchant's rules allow. */
  readonly beyondCap: number;
  readonly beyondSilence: number;
  /** Words of people that would have been run. */
  readonly unsafeTexts: number;
  /** Null without a crowd. */
  readonly afterSales: AfterSalesFigures | null;
  /** Routing decisions that were made again. */
  readonly decisionsReplayed: number;
  /** Good messages that met a defect and were replayed by the operator after its repair. */
  readonly repaired: number;
  readonly duplicatesDelivered: number;
  readonly duplicatesSuppressed: number;
  /** No duplicate was delivered: the run proves nothing about them. */
  readonly weak: boolean;
  readonly recoveryMs: { readonly p50: number | null; readonly p99: number | null };
  readonly recoveriesMs: readonly number[];
  readonly faults: Readonly<Record<string, number>>;
  readonly clockShiftMs: Readonly<Record<string, number>>;
  readonly statuses: Readonly<Partial<Record<string, number>>>;
  readonly seed: number;
  readonly tookMs: number;
  readonly anomalies: readonly Anomaly[];
}

export interface RunFacts {
  readonly options: RunOptions;
  readonly ledger: Ledger;
  readonly orders: readonly ProductOrder[];
  readonly anomalies: readonly Anomaly[];
  readonly afterSales: AfterSalesFigures | null;
  readonly copies: { readonly copies: number };
  readonly suppressed: number;
  readonly decisionsReplayed: number;
  readonly repaired: number;
  readonly recoveriesMs: readonly number[];
  readonly faults: Readonly<Record<string, number>>;
  readonly clock: Readonly<Record<string, number>>;
  readonly tookMs: number;
}

export function resultOf({ options, ledger, orders, anomalies, ...facts }: RunFacts): RehearsalResult {
  const kinds = countBy(anomalies.map(({ kind }) => kind));
  const of = (kind: AnomalyKind): number => kinds[kind] ?? 0;
  const repeated = repeatedDeliveries(ledger);
  const delivered = facts.copies.copies + repeated;
  return {
    orders: ledger.orders.length,
    accepted: ledger.orders.filter(({ state }) => state === 'accepted').length,
    lost: of('lost'),
    duplicatePurchaseOrders: of('duplicatePurchaseOrder'),
    duplicateNotifications: of('duplicateNotification'),
    outOfOrder: of('outOfOrder'),
    oversold: of('oversold'),
    unexplained: of('unexplained'),
    lostEvents: of('lostEvent'),
    phantoms: of('phantom'),
    stuck: of('stuckBacklog'),
    poison: of('poison'),
    notReplayable: of('notReplayable'),
    secondRefunds: of('secondRefund'),
    duplicateCases: of('duplicateCase'),
    duplicateAddresses: of('duplicateAddress'),
    wrongAddresses: of('wrongAddress'),
    pushesAfterGone: of('pushAfterGone'),
    beyondCap: of('beyondCap'),
    beyondSilence: of('beyondSilence'),
    unsafeTexts: of('unsafeText'),
    afterSales: facts.afterSales,
    decisionsReplayed: facts.decisionsReplayed,
    repaired: facts.repaired,
    duplicatesDelivered: delivered,
    duplicatesSuppressed: facts.suppressed + repeated,
    weak: delivered === 0,
    recoveryMs: percentiles(facts.recoveriesMs),
    recoveriesMs: facts.recoveriesMs,
    faults: facts.faults,
    clockShiftMs: facts.clock,
    statuses: countBy(orders.map(({ status }) => status)),
    seed: options.seed,
    tookMs: facts.tookMs,
    anomalies,
  };
}

/** Nearest rank. */
export function percentiles(values: readonly number[]): { p50: number | null; p99: number | null } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number | null => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Webhooks and purchase orders that reached a partner more than once: it took each once, by its key. */
function repeatedDeliveries(ledger: Ledger): number {
  const messages = new Set(ledger.deliveries.map(({ messageId }) => messageId));
  const orders = ledger.orders.reduce((sum, { deliveries }) => sum + Math.max(0, deliveries - 1), 0);
  return ledger.deliveries.length - messages.size + orders;
}

export function countBy<Name extends string>(values: readonly Name[]): Partial<Record<Name, number>> {
  const counts: Partial<Record<Name, number>> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
