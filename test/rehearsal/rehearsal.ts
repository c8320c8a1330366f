import { setTimeout as delay } from 'node:timers/promises';
import { Api } from '../harness/api.js';
import type { Anomaly } from './checker/anomaly.js';
import { BrokerEye, describeBacklog, isEmpty, readBacklog, stuck, type Backlog } from './checker/backlog.js';
import { checkAfterSales } from './checker/check-after-sales.js';
import { replayDecisions } from './checker/decisions.js';
import { wrongEffects } from './checker/effects.js';
import { wrongStock } from './checker/stock.js';
import { headDifferences, lostEvents, wrongHistory, type HeadDifference } from './checker/streams.js';
import { Director } from './director.js';
import type { Database } from './database.js';
import { KafkaMeddler } from './faults/kafka-meddler.js';
import { Poisoner } from './faults/poisoner.js';
import type { Victim } from './faults/schedule.js';
import { readLedger, readOrders } from './ledger.js';
import { Load } from './load.js';
import type { RunOptions } from './options.js';
import { resultOf, type RehearsalResult } from './result.js';
import { Rng } from './rng.js';
import { limitTelling } from './shop-rules.js';
import { Stage } from './stage.js';
import { Stillness } from './stillness.js';

const POLL_MS = 1_000;
/** Nothing changed for so long: nothing more is coming. Two polls of everything, and partners that answer late. */
const QUIET_MS = 4_000;
export interface RehearsalContext {
  /** Folder with the compiled product. */
  readonly root: string;
  readonly keep: boolean;
  /** Nothing moved for so long although something waits: it waits for ever. Above every back-off of a rehearsal. */
  readonly patienceMs: number;
  readonly report: (line: string) => void;
}

/** Runs orders through the whole system over real Kafka while faults happen, heals it, waits for rest, then checks. */
export async function rehearse(options: RunOptions, context: RehearsalContext): Promise<RehearsalResult> {
  const startedAt = Date.now();
  const stage = await Stage.set(options, context.root);
  // A terminal's Ctrl-C comes twice, once through the program that started this one: the second must not cut it short.
  let stopping: Promise<void> | null = null;
  const stop = (): void => {
    stopping ??= stage.strike(context.keep).finally(() => process.exit(1));
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    context.report(`ready after ${(stage.kervan.readyMs / 1000).toFixed(1)} s, data in ${stage.kervan.dataDir}`);
    await stage.untilSetUp();
    if (options.afterSales) await limitTelling(new Api(stage.kervan.url, stage.kervan.keys().merchant));
    return await new Rehearsal(options, stage, context).run(startedAt);
  } finally {
    for (const signal of signals) process.off(signal, stop);
    await stage.strike(context.keep);
  }
}

/** Whoever interrupts a rehearsal leaves no processes and no disk behind. */
const signals = ['SIGINT', 'SIGTERM'] as const;

/** What the simulator says of its world. */
interface WorldState {
  readonly ordersByState: Readonly<Partial<Record<string, number>>>;
  readonly counts: Readonly<Partial<Record<string, number>>>;
  /** What people still mean to do about orders that came. */
  readonly crowd: number;
}

class Rehearsal {
  private readonly broker: BrokerEye;
  private readonly meddler: KafkaMeddler | null;
  private readonly poisoner: Poisoner | null;
  /** How long no order moved. */
  private orders = new Stillness();
  private readonly databaseOf = (service: Victim): Database => this.stage.database(service);

  constructor(
    private readonly options: RunOptions,
    private readonly stage: Stage,
    private readonly context: RehearsalContext,
  ) {
    const { faults, seed } = options;
    const { brokers } = stage;
    this.broker = new BrokerEye(brokers);
    this.meddler =
      faults.includes('duplicate') || faults.includes('reorder')
        ? new KafkaMeddler({
            brokers,
            duplicateShare: faults.includes('duplicate') ? 0.2 : 0,
            reorderShare: faults.includes('reorder') ? 0.1 : 0,
            rng: Rng.of(seed, 'meddler'),
          })
        : null;
    const operator = new Api(stage.kervan.url, stage.kervan.keys().operator);
    const originalOf = (id: string): string => this.meddler?.inventedIds.get(id) ?? id;
    const operatorAt = (service: Victim): Api => new Api(stage.addressOf(service), stage.kervan.keys().operator);
    this.poisoner = faults.includes('poison')
      ? new Poisoner({ brokers, databaseOf: this.databaseOf, operator, operatorAt, originalOf }, Rng.of(seed, 'poison'))
      : null;
  }

  async run(startedAt: number): Promise<RehearsalResult> {
    const { options, stage } = this;
    const deadline = startedAt + options.minutes * 60_000;
    stage.watch.start();
    await this.meddler?.start();
    await this.poisoner?.start();
    if (options.faults.includes('cut')) stage.proxy.beginCutting();

    const director = new Director(stage, options, this.context.report);
    director.start();
    const load = new Load(stage, options.orders, () => director.progress());
    await Promise.race([load.run(deadline), director.failure()]);
    this.context.report(`${String(load.placed)} orders placed, half of them at rest after ${seconds(startedAt)}`);
    await director.stop();
    await this.heal(deadline);
    this.context.report(`healed after ${seconds(startedAt)}`);
    const differences = await this.untilAtRest(deadline);
    this.context.report(`at rest after ${seconds(startedAt)}`);
    await this.poisoner?.close();
    return this.check(director, differences, Date.now() - startedAt);
  }

  /** Ends everything that still disturbs. The meddler's late copies come until it stops. */
  private async heal(deadline: number): Promise<void> {
    this.stage.proxy.heal();
    this.poisoner?.stopSending();
    await this.untilOrdersRest(deadline);
    await this.meddler?.stop();
  }

  private async untilOrdersRest(deadline: number): Promise<void> {
    this.orders = new Stillness();
    while (Date.now() < deadline && this.orders.quietMs < this.context.patienceMs) {
      const { text, open } = await this.progress();
      if (this.orders.note(text)) this.context.report(text);
      if (open === 0) return;
      await this.settlePoison();
      await delay(POLL_MS);
    }
  }

  /** Orders by status; and how many are not at rest or not yet taken, with what is under way after them. */
  private async progress(): Promise<{ text: string; open: number }> {
    const world = await this.stage.simulator
      .expectGet<WorldState>('/sim/state')
      .catch((): WorldState => ({ ordersByState: { pending: 1 }, counts: {}, crowd: 1 }));
    const rows = await this.stage.database('order').rows<{ status: string; orders: number; resting: boolean }>(
      `SELECT status, count(*)::int AS orders, status IN ('delivered', 'cancelled', 'unroutable', 'held') AS resting
           FROM orders GROUP BY status ORDER BY status`,
    );
    const pending = world.ordersByState['pending'] ?? 0;
    const moving = rows.filter(({ resting }) => !resting).reduce((sum, { orders }) => sum + orders, 0);
    const statuses = rows.map(({ status, orders }) => `${status} ${String(orders)}`).join(', ');
    const text = `${statuses}; ${String(world.counts['mails'] ?? 0)} mails, ${String(world.crowd)} under way after the order`;
    return { text, open: pending + moving + world.crowd };
  }

  /**
   * Until nothing waits anywhere and nothing changes any more, or nothing moves although something waits. The operator
   * goes on meanwhile: a service that is behind meets its poison late.
   */
  private async untilAtRest(deadline: number): Promise<HeadDifference[]> {
    const everything = new Stillness();
    for (;;) {
      const unsettled = await this.settlePoison();
      const backlog = await this.backlog();
      const differences = await this.differences();
      const { text, open } = await this.progress();
      this.orders.note(text);
      if (everything.note(JSON.stringify([text, unsettled, backlog, differences.length])))
        this.context.report(`not at rest: ${text}; poison ${String(unsettled)}, ${describeBacklog(backlog)}`);
      const waiting = open + unsettled + differences.length;
      const isAtRest = waiting === 0 && backlog !== null && isEmpty(backlog);
      // Orders that stood still through all patience are lost already: what waits beside them gets a part of it.
      const isLost = open > 0 && this.orders.quietMs > this.context.patienceMs;
      const patienceMs = isAtRest ? QUIET_MS : this.context.patienceMs / (isLost ? 4 : 1);
      if (everything.quietMs > patienceMs || Date.now() > deadline) return differences;
      await delay(POLL_MS);
    }
  }

  /** What an operator does with poison that lies parked. @returns how many are not settled yet. */
  private settlePoison(): Promise<number> {
    return this.poisoner?.settle() ?? Promise.resolve(0);
  }

  private backlog(): Promise<Backlog | null> {
    return readBacklog(this.databaseOf, this.broker).catch(() => null);
  }

  private async differences(): Promise<HeadDifference[]> {
    const subscriptions = await this.broker.subscriptions();
    return headDifferences(this.databaseOf, subscriptions, this.poisoner?.foreignKeys() ?? new Set());
  }

  private async check(
    director: Director,
    differences: readonly HeadDifference[],
    tookMs: number,
  ): Promise<RehearsalResult> {
    const { stage, options } = this;
    const ledger = await readLedger(stage.simulator);
    const merchant = new Api(stage.kervan.url, stage.kervan.keys().merchant);
    const orders = await readOrders(merchant);
    const decisions = await replayDecisions(merchant, orders);
    const afterSales = options.afterSales
      ? await checkAfterSales(stage, ledger, orders)
      : { anomalies: [], figures: null };
    const anomalies: Anomaly[] = [
      ...wrongEffects(ledger, orders),
      ...(await wrongStock(stage.database('order'))),
      ...decisions.anomalies,
      ...afterSales.anomalies,
      ...lostEvents(differences),
      ...(await this.wrongMessages()),
    ];
    await this.broker.close();
    await stage.watch.stop();
    return resultOf({
      options,
      ledger,
      orders,
      anomalies,
      afterSales: afterSales.figures,
      copies: this.meddler?.delivered() ?? { copies: 0, late: 0 },
      suppressed: stage.watch.duplicatesSuppressed(),
      decisionsReplayed: decisions.replayed,
      repaired: this.poisoner?.repaired ?? 0,
      recoveriesMs: stage.watch.recoveriesMs,
      faults: { ...director.done, ...this.lastingFaults() },
      clock: stage.clock,
      tookMs,
    });
  }

  /** What went wrong on the bus. */
  private async wrongMessages(): Promise<Anomaly[]> {
    return [
      ...(await wrongHistory(this.databaseOf, {
        repetitions: new Set(this.meddler?.inventedIds.keys()),
        poison: this.poisoner?.messageIds() ?? new Set(),
      })),
      ...stuck(await readBacklog(this.databaseOf, this.broker)),
      ...((await this.poisoner?.wrong()) ?? []).map((found): Anomaly => ({ kind: 'poison', ...found })),
    ];
  }

  /** How often each lasting fault struck. */
  private lastingFaults(): Record<string, number> {
    const { faults } = this.options;
    const { copies, late } = this.meddler?.delivered() ?? { copies: 0, late: 0 };
    const counts: Record<string, number> = {
      cut: this.stage.proxy.cutAfterCommit + this.stage.proxy.cutBeforeCommit,
      duplicate: copies - late,
      reorder: late,
      poison: Object.values(this.poisoner?.sent ?? {}).reduce((sum, count) => sum + count, 0),
      'partner-errors': 1,
      reject: 1,
      clock: 1,
    };
    return Object.fromEntries(
      Object.entries(counts).filter(([fault]) => (faults as readonly string[]).includes(fault)),
    );
  }
}

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(0)} s`;
