import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { PollingWorker } from '#platform';
import { SimulatorConfig } from '../config.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { OrderBookService } from './order-book.service.js';

const LOOK_EVERY_MS = 100;
/** Orders placed in one look: bounds a transaction, and still allows 60,000 a minute. */
const AT_ONCE_MAX = 200;
/** Lost time that customers make up for; after a longer pause they go on at their pace instead of storming in. */
const CATCH_UP_MS = 5_000;

const PAUSED = 'store:paused';

/** Customers who order by themselves, at a pace with seeded jitter, once the world is set up. */
@Injectable()
export class CustomersWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private worker: PollingWorker | undefined;
  private nextAt = 0;
  private drawn = 0;
  private open = false;

  constructor(
    private readonly config: SimulatorConfig,
    private readonly world: WorldService,
    private readonly book: OrderBookService,
  ) {}

  /** From now on customers may order. */
  letIn(): void {
    this.open = true;
  }

  async setPaused(paused: boolean): Promise<void> {
    await this.world.remember(PAUSED, paused);
  }

  async isPaused(): Promise<boolean> {
    return (await this.world.recall<boolean>(PAUSED)) ?? false;
  }

  onApplicationBootstrap(): void {
    if (this.config.ORDERS_PER_MINUTE === 0) return;
    this.worker = new PollingWorker({ name: 'customers', intervalMs: LOOK_EVERY_MS, run: () => this.order() });
    this.worker.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker?.stop();
  }

  private async order(): Promise<boolean> {
    const now = Date.now();
    if (!this.open || now < this.nextAt || (await this.isPaused())) return false;
    const count = Math.min(this.dueBy(now), await this.stillWanted());
    if (count > 0) await this.book.place({ count, origin: 'customer' });
    return false;
  }

  /** How many customers came since the last look. */
  private dueBy(now: number): number {
    if (this.nextAt < now - CATCH_UP_MS) this.nextAt = now;
    let due = 0;
    while (this.nextAt <= now && due < AT_ONCE_MAX) {
      this.nextAt +=
        (60_000 / this.config.ORDERS_PER_MINUTE) * Rng.of(this.world.seed, 'gap', this.drawn++).between(0.5, 1.5);
      due += 1;
    }
    return due;
  }

  private async stillWanted(): Promise<number> {
    if (this.config.ORDERS_MAX === 0) return AT_ONCE_MAX;
    return Math.max(this.config.ORDERS_MAX - (await this.book.countSpontaneous()), 0);
  }
}
