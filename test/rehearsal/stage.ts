import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Api } from '../harness/api.js';
import { KervanProcess } from '../harness/kervan-process.js';
import { Database } from './database.js';
import { CrashOrders } from './faults/crash-orders.js';
import { DatabaseProxy } from './faults/database-proxy.js';
import { victims, type Victim } from './faults/schedule.js';
import { canMount, SmallDisk } from './faults/small-disk.js';
import type { InsideSettings } from './inside/settings.js';
import type { RunOptions } from './options.js';
import { Rng } from './rng.js';
import { Watch } from './watch.js';

/** An hour of the partners' life in so many of ours: a parcel needs about ten seconds. */
const SPEED = '7200';
const POLL_MS = 250;
/** Nearly what receivers of webhooks tolerate (5 min): more would rightly be refused as a replay. */
const CLOCK_SHIFT_MAX_MS = 240_000;

/** What stands around the product. */
interface Props {
  readonly proxy: DatabaseProxy;
  readonly crashOrders: CrashOrders;
  readonly disk: SmallDisk | null;
  readonly folder: string;
}

/** Everything that a rehearsal can touch: the product as its users start it, and what stands around it. */
export class Stage {
  readonly simulator: Api;
  readonly watch: Watch;
  /** What people find in their inboxes, with all that it says. */
  readonly mailbox: Database;
  private readonly databases: ReadonlyMap<Victim, Database>;
  private striking: Promise<void> | undefined;

  private constructor(
    readonly kervan: KervanProcess,
    /** The service whose clock is wrong, and by how much. */
    readonly clock: Readonly<Record<string, number>>,
    private readonly props: Props,
  ) {
    this.watch = new Watch(() => kervan.processes());
    this.simulator = new Api(this.addressOf('simulator'));
    this.mailbox = databaseOf(kervan, 'simulator');
    this.databases = new Map(victims.map((service) => [service, databaseOf(kervan, service)]));
  }

  /** @param root folder with the compiled product. */
  static async set(options: RunOptions, root: string): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), 'kervan-rehearsal-'));
    const dataDir = join(folder, 'data');
    const rng = Rng.of(options.seed, 'stage');
    const disk = smallDisk(options, dataDir, rng);
    const topology = (): { postgresPort: number } =>
      JSON.parse(readFileSync(join(dataDir, 'topology.json'), 'utf8')) as { postgresPort: number };
    const proxy = await DatabaseProxy.start(() => topology().postgresPort, Rng.of(options.seed, 'cut'));
    const clock = options.faults.includes('clock') ? wrongClock(rng) : {};
    const needsProxy = options.faults.includes('cut') || options.faults.includes('slow');
    const settings: InsideSettings = {
      dataDir,
      databaseProxyPort: needsProxy ? proxy.port : null,
      throughProxy: victims,
      clockShiftMs: clock,
    };
    writeFileSync(join(folder, 'inside.json'), JSON.stringify(settings));
    const crashOrders = new CrashOrders(join(folder, 'crash'));
    try {
      const env = environment(options, folder, crashOrders.folder, root);
      const kervan = await KervanProcess.start({ mode: 'distributed', dataDir, env, root });
      return new Stage(kervan, clock, { proxy, crashOrders, disk, folder });
    } catch (error) {
      await proxy.stop();
      disk?.unmount();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get proxy(): DatabaseProxy {
    return this.props.proxy;
  }

  get crashOrders(): CrashOrders {
    return this.props.crashOrders;
  }

  /** Under the broker's data or the database's; null without one. */
  get disk(): SmallDisk | null {
    return this.props.disk;
  }

  get brokers(): string {
    const topology = JSON.parse(readFileSync(join(this.kervan.dataDir, 'topology.json'), 'utf8')) as {
      kafkaPort: number;
    };
    return `127.0.0.1:${String(topology.kafkaPort)}`;
  }

  /** A service's own port, whichever process serves it now. */
  addressOf(name: string): string {
    return `http://127.0.0.1:${String(this.kervan.processes()[name]?.port)}`;
  }

  database(service: Victim): Database {
    const database = this.databases.get(service);
    if (!database) throw new Error(`no eye on the database of ${service}`);
    return database;
  }

  /** Until the simulated world knows its suppliers and stores. */
  async untilSetUp(): Promise<void> {
    for (;;) {
      const state = await this.simulator.expectGet<{ setUp: { stage: string } }>('/sim/state').catch(() => null);
      if (state?.setUp.stage === 'ready') return;
      await delay(POLL_MS);
    }
  }

  /**
   * Safe to call twice: a second SIGTERM would end the launcher before its processes.
   * @param keep leaves logs and data behind.
   */
  strike(keep: boolean): Promise<void> {
    return (this.striking ??= this.strikeOnce(keep));
  }

  private async strikeOnce(keep: boolean): Promise<void> {
    await this.watch.stop();
    await Promise.all([this.mailbox, ...this.databases.values()].map((database) => database.end()));
    await this.kervan.stop();
    await this.proxy.stop();
    if (!keep) {
      this.disk?.unmount();
      rmSync(this.props.folder, { recursive: true, force: true });
    }
  }
}

function smallDisk({ faults }: RunOptions, dataDir: string, rng: Rng): SmallDisk | null {
  const of = rng.pick(['kafka', 'postgres'] as const);
  if (!faults.includes('disk-full')) return null;
  if (!canMount()) throw new Error('disk-full mounts a small disk: it needs root on Linux. Leave it out of --faults.');
  mkdirSync(dataDir, { recursive: true });
  return SmallDisk.mount(join(dataDir, of));
}

function wrongClock(rng: Rng): Record<string, number> {
  const shiftMs = rng.between(CLOCK_SHIFT_MAX_MS / 4, CLOCK_SHIFT_MAX_MS);
  return { [rng.pick(victims)]: rng.chance(0.5) ? shiftMs : -shiftMs };
}

/** A crowd that acts, and what it would wait days for within seconds. */
const crowdEnvironment: Readonly<Record<string, string>> = {
  CROWD: 'returns=0.15,complaints=0.08,addresses=0.03,browsers=0.05,answers=0.6,disputes=0.25,losses=0.03',
  ADDRESS_ANSWER_SECONDS: '30',
  SURVEY_DELAY_HOURS: '0.002',
  SURVEY_DISTANCE_DAYS: '0',
  MAIL_SETTLE_SECONDS: '5',
};

function environment(
  { faults, seed, afterSales }: RunOptions,
  folder: string,
  crashFolder: string,
  root: string,
): Record<string, string> {
  const rates = [
    ...(faults.includes('reject') ? ['reject=0.15'] : []),
    ...(faults.includes('duplicate') ? ['twice=0.15'] : []),
    ...(faults.includes('reorder') ? ['outOfOrder=0.15', 'late=0.05'] : []),
    ...(faults.includes('partner-errors') ? ['error500=0.1'] : []),
  ];
  const preload = pathToFileURL(join(root, 'dist/test/rehearsal/inside/preload.js')).href;
  return {
    SEED: `rehearsal-${String(seed)}`,
    ORDERS_PER_MINUTE: '0',
    SPEED,
    MISBEHAVIOUR: rates.join(','),
    // A supplier that says nothing is given up within the rehearsal, not after an hour.
    ACKNOWLEDGE_SECONDS: '60',
    // Partners that come back hear of it within the rehearsal.
    DELIVERY_BACKOFF_MAX_MS: '10000',
    BREAKER_RESET_MS: '5000',
    ...(afterSales ? crowdEnvironment : { CROWD: '' }),
    KERVAN_CRASH_POINTS: crashFolder,
    KERVAN_REHEARSAL: folder,
    NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import ${preload}`.trim(),
  };
}

const databaseOf = (kervan: KervanProcess, service: string): Database =>
  new Database(() => kervan.databaseUrl(`kervan_${service.replaceAll('-', '_')}`));
