import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { continueCause, type Cause } from '#messaging';
import { Joiner, PollingWorker } from '#platform';
import { OrderConfig } from '../config.js';
import { OrdersService } from './orders.service.js';

/** Pause when nothing is due. Intake wakes the router, so this is only how late another process's orders may be. */
const POLL_INTERVAL_MS = 250;
/** Orders of one round. */
const BATCH_MAX = 64;
/** Orders routed in one commit: shares its cost, and keeps the locks on stock short. */
const JOINED_MAX = 8;
/** Orders compared with new stock in one round. */
const RETRY_BATCH_MAX = 200;
/** A change of stock may commit this long after its clock was read: look back so far, or it is never seen. */
const COMMIT_DELAY_SECONDS = 10;
/** An order that cannot be routed because of a fault of ours is tried again after this, doubled each time. */
const FAILURE_PAUSE_SECONDS = 2;

interface DueOrder {
  readonly id: string;
  /** What brought the order in. */
  readonly cause: Cause;
}

/** Routes orders soon after they were placed or released, and again when stock came in for what has no supplier. */
@Injectable()
export class OrderRouterWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(OrderRouterWorker.name);
  private readonly router: PollingWorker;
  private readonly retrier: PollingWorker;
  private readonly joiner: Joiner<DueOrder, boolean>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly orders: OrdersService,
    config: OrderConfig,
  ) {
    this.joiner = new Joiner({
      lanes: config.ROUTING_LANES,
      batchMax: JOINED_MAX,
      run: (due) => this.routeTogether(due),
    });
    this.router = new PollingWorker({
      name: 'order-router',
      intervalMs: POLL_INTERVAL_MS,
      run: (signal) => this.routeDue(signal),
    });
    this.retrier = new PollingWorker({
      name: 'unroutable-retry',
      intervalMs: config.RETRY_UNROUTABLE_SECONDS * 1000,
      run: () => this.markRetries(),
    });
  }

  onApplicationBootstrap(): void {
    this.router.start();
    this.retrier.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.router.stop(), this.retrier.stop()]);
  }

  wake(): void {
    this.router.wake();
  }

  private async routeDue(signal: AbortSignal): Promise<boolean> {
    const waiting = await this.dataSource.query<DueOrder[]>(
      `SELECT id, cause FROM orders WHERE route_due_at <= now() ORDER BY route_due_at LIMIT ${String(BATCH_MAX)}`,
    );
    if (signal.aborted) return false;
    await Promise.all(waiting.map((due) => this.joiner.join(due)));
    return waiting.length === BATCH_MAX;
  }

  /** Routes orders in one commit; what cannot be routed so is routed order by order. True for what shared the commit. */
  private async routeTogether(due: readonly DueOrder[]): Promise<boolean[]> {
    const lost =
      due.length === 1
        ? due.map(({ id }) => id)
        : await this.dataSource
            .transaction((tx) => this.orders.routeDueTogether(tx, due))
            .catch(() => due.map(({ id }) => id));
    for (const order of due) if (lost.includes(order.id)) await this.routeOne(order);
    return due.map(({ id }) => !lost.includes(id));
  }

  /** One order's fault must not keep the others waiting. */
  private async routeOne({ id, cause }: DueOrder): Promise<void> {
    try {
      const route = (): Promise<unknown> => this.dataSource.transaction((tx) => this.orders.routeDue(tx, id));
      await continueCause(cause, 'route order', route);
    } catch (error) {
      this.logger.error({ err: error, orderId: id }, 'an order could not be routed; it will be tried again');
      await this.dataSource.query(
        `UPDATE orders SET route_failures = route_failures + 1,
           route_due_at = now() + make_interval(secs => $2 * 2 ^ least(route_failures, 8))
         WHERE id = $1 AND route_due_at IS NOT NULL`,
        [id, FAILURE_PAUSE_SECONDS],
      );
    }
  }

  /** Finds orders whose missing units can be had by now, because an offer or its supplier changed since. */
  private async markRetries(): Promise<boolean> {
    const marked = await this.dataSource.query<[unknown[], number]>(
      `UPDATE orders SET route_due_at = now() WHERE route_due_at IS NULL AND id IN (
         SELECT o.id FROM order_lines l
         JOIN orders o ON o.id = l.order_id
         JOIN offers f ON f.merchant_id = l.merchant_id AND f.sku = l.sku
         JOIN suppliers s ON s.id = f.supplier_id
         WHERE l.status = 'unroutable' AND o.cancel_reason IS NULL AND o.status <> 'held'
           AND NOT f.removed AND f.on_hand > f.committed
           AND greatest(f.changed_at, s.changed_at) > o.routed_at - make_interval(secs => $1)
         LIMIT ${String(RETRY_BATCH_MAX)})`,
      [COMMIT_DELAY_SECONDS],
    );
    if (marked[1] > 0) this.wake();
    return false;
  }
}
