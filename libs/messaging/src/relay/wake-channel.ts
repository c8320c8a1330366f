import type { DataSource } from 'typeorm';
import { Loop } from '../concurrency/loop.js';
import { CHANNEL_LOOK_MS, NOTIFY_EVERY_MS, RETRY_BASE_MS, RETRY_MAX_MS } from './relay-limits.js';

/** What this needs of pg's client; the pool's own settings make one more of them. */
interface PgClient {
  readonly processID: number | null;
  connect(): Promise<void>;
  end(): Promise<void>;
  query(sql: string): Promise<unknown>;
  on(event: 'error' | 'end', listener: () => void): void;
  on(event: 'notification', listener: (notice: { processId: number }) => void): void;
}
interface PgPool {
  readonly options: object;
  readonly Client: new (options: object) => PgClient;
}

const CHANNEL = 'kervan_outbox';

/**
 * Wakes the relays of a service's other processes. On a connection of its own and outside of any business
 * transaction: NOTIFY in a transaction takes a lock of the whole server at commit. At most one notice in 50 ms; who
 * misses one finds the row by polling.
 */
export class WakeChannel {
  private readonly loop: Loop;
  private client: PgClient | null = null;
  private lastNoticeAt = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | null = null;

  /**
   * @param onNotice another process committed something.
   * @param onConnected `backendPid` is another one now.
   */
  constructor(
    private readonly dataSource: DataSource,
    private readonly onNotice: () => void,
    private readonly onConnected: () => void,
  ) {
    const backoff = { baseMs: RETRY_BASE_MS, maxMs: RETRY_MAX_MS };
    this.loop = new Loop('open the wake-up connection of the outbox', backoff, () => this.connected());
  }

  /** The database's process that serves this connection: it ends with ours. Null while there is none. */
  get backendPid(): number | null {
    return this.client?.processID ?? null;
  }

  start(): void {
    this.loop.start();
  }

  /** Tells the other processes, now or at the end of the current 50 ms. */
  notify(): void {
    if (this.timer) return;
    const waitMs = Math.max(0, this.lastNoticeAt + NOTIFY_EVERY_MS - performance.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      this.lastNoticeAt = performance.now();
      // A notice that is lost costs one poll interval.
      this.client?.query(`NOTIFY ${CHANNEL}`).catch(() => undefined);
    }, waitMs);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.loop.stop();
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async connected(): Promise<number> {
    if (this.client) return CHANNEL_LOOK_MS;
    const { master: pool } = this.dataSource.driver as unknown as { master: PgPool };
    const client = new pool.Client(pool.options);
    const lost = (): void => {
      if (this.client !== client) return;
      this.client = null;
      this.loop.wake();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ processId }) => {
      if (processId !== client.processID) this.onNotice();
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
    this.onConnected();
    // Whatever was committed while there was no connection.
    this.onNotice();
    return CHANNEL_LOOK_MS;
  }
}
