import { setTimeout as delay } from 'node:timers/promises';
import type { Stage } from './stage.js';

const TICK_MS = 500;
/** Orders on their way at once: with a thousand, faults met a backlog that grew as fast as it was worked off. */
const UNDER_WAY_MAX = 400;
/** Orders in one request to the stores. */
const PORTION_MAX = 50;
/** Share of the orders that has come to rest before the faults may end: what is only placed has met few of them. */
const RESTING_BEFORE_THE_END = 0.5;

/** Where an order may rest: delivered, or stopped with a typed reason that somebody can act on. */
export const restingStates: readonly string[] = ['delivered', 'cancelled', 'unroutable', 'held'];

/** Customers who order all the time, faster or slower, so that the orders last as long as the faults. */
export class Load {
  placed = 0;

  constructor(
    private readonly stage: Stage,
    private readonly total: number,
    /** Share of the faults that are over, 0 to 1: no more than this share of the orders is placed before. */
    private readonly progress: () => number,
  ) {}

  /** Places all of them, and waits until half of them rest: as long as faults are to come. */
  async run(deadline: number): Promise<void> {
    for (let resting = 0; !this.isOver(resting) && Date.now() < deadline; resting = await this.resting()) {
      const allowed = Math.ceil(this.total * Math.min(1, this.progress()));
      const room = UNDER_WAY_MAX - (this.placed - resting);
      const count = Math.min(PORTION_MAX, room, allowed - this.placed);
      if (count > 0) await this.place(count);
      await delay(TICK_MS);
    }
  }

  private isOver(resting: number): boolean {
    return this.placed >= this.total && resting >= this.total * RESTING_BEFORE_THE_END;
  }

  /** How many orders of the product rest. */
  async resting(): Promise<number> {
    const [row] = await this.stage
      .database('order')
      .rows<{ count: number }>('SELECT count(*)::int AS count FROM orders WHERE status = ANY ($1)', [restingStates]);
    return row?.count ?? 0;
  }

  /** The stores may be stopped or slow: what they wrote down is counted, so that nothing is ordered twice. */
  private async place(wanted: number): Promise<void> {
    const { counts } = await this.stage.simulator
      .expectGet<{ counts: { orders: number } }>('/sim/state')
      .catch(() => ({ counts: { orders: -1 } }));
    if (counts.orders < 0) return;
    this.placed = counts.orders;
    const count = Math.min(wanted, this.total - this.placed);
    if (count < 1) return;
    await this.stage.simulator.post('/sim/store/orders', { count }).then(
      () => (this.placed += count),
      () => undefined,
    );
  }
}
