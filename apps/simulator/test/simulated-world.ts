import { DataSource } from 'typeorm';
import { InProcessBus } from '#messaging';
import { startService, type RunningService } from '#platform';
import { createTestDatabase, eventually, type TestDatabase } from '#testing';
import { simulatorService } from '../src/service.js';
import { ProductDouble } from './product-double.js';

const CARRIER_SECRET = `whsec_${Buffer.from('secret of all carriers').toString('base64')}`;

interface LedgerOrder {
  number: number;
  platform: string;
  externalId: string;
  state: string;
  deliveries: number;
  productOrderIds: string[];
}
export interface Ledger {
  orders: LedgerOrder[];
  deliveries: { supplierCode: string; outcome: string; purchaseOrderId: string | null }[];
  bookings: { purchaseOrderId: string; supplierCode: string; state: string; problem: string | null }[];
  parcels: {
    trackingNumber: string;
    carrier: string;
    purchaseOrderId: string;
    asked: number;
    shipTo: { city: string };
  }[];
  addressQuestions: { purchaseOrderId: string; messageIds: string[] }[];
  checkpoints: { eventId: string; status: string; told: number; copies: number }[];
  mails: { messageId: string; to: string[]; subject: string; headers: Record<string, string> }[];
}

/** The simulator and the product double in front of each other; the simulator can be started again on the same database. */
export class SimulatedWorld {
  private running: { service: RunningService; bus: InProcessBus } | undefined;

  private constructor(
    readonly product: ProductDouble,
    private readonly database: TestDatabase,
    private readonly env: Record<string, string>,
  ) {}

  static async begin(env: Record<string, string> = {}): Promise<SimulatedWorld> {
    const product = await ProductDouble.start(CARRIER_SECRET);
    const world = new SimulatedWorld(product, await createTestDatabase(), env);
    await world.start();
    await world.settled();
    return world;
  }

  get service(): RunningService {
    return this.running!.service;
  }

  get dataSource(): DataSource {
    return this.service.app.get(DataSource);
  }

  async start(): Promise<void> {
    const bus = new InProcessBus();
    const env = {
      DATABASE_URL: this.database.url,
      DATABASE_PREFIX: this.database.prefix,
      DATABASE_POOL_MAX: '5',
      LOG_LEVEL: process.env['KERVAN_TEST_LOG'] ? 'debug' : 'silent',
      PRODUCT_URL: this.product.url,
      KEYS_FILE: this.product.keysFile,
      CARRIER_WEBHOOK_SECRET: CARRIER_SECRET,
      ORDERS_PER_MINUTE: '0',
      PULL_INTERVAL_MS: '50',
      // An hour of theirs is ten milliseconds: a whole journey takes a quarter of a second.
      SPEED: '360000',
      ...this.env,
    };
    this.running = { service: await startService(simulatorService, env, { bus }), bus };
  }

  async halt(): Promise<void> {
    await this.running?.service.stop();
    await this.running?.bus.close();
    this.running = undefined;
  }

  async end(): Promise<void> {
    await this.halt();
    await this.product.stop();
    await this.database.drop();
  }

  /** Waits until everybody knows everybody. */
  async settled(): Promise<void> {
    await eventually(async () => {
      const { setUp } = await this.get<{ setUp: { stage: string; problem: string | null } }>('/sim/state');
      if (setUp.stage !== 'ready') throw new Error(`not set up: ${String(setUp.problem)}`);
    });
  }

  async get<T>(path: string): Promise<T> {
    return (await (await fetch(`${this.service.url}${path}`)).json()) as T;
  }

  async post(path: string): Promise<void> {
    await fetch(`${this.service.url}${path}`, { method: 'POST' });
  }

  ledger(): Promise<Ledger> {
    return this.get<Ledger>('/sim/ledger');
  }

  async sendOrders(body: object): Promise<{ number: number; externalId: string }[]> {
    const response = await fetch(`${this.service.url}/sim/store/orders`, {
      ...{ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    });
    return ((await response.json()) as { orders: { number: number; externalId: string }[] }).orders;
  }

  /** The ledger as soon as so many bookings came to this end. */
  booked(count: number, state: string): Promise<Ledger> {
    return eventually(async () => {
      const ledger = await this.ledger();
      const ended = ledger.bookings.filter((booking) => booking.state === state);
      if (ended.length < count) throw new Error(JSON.stringify(ledger.bookings.map((booking) => booking.state)));
      return ledger;
    });
  }
}
