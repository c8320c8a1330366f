import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { unprocessable } from '#platform';
import { AgendaService } from '../agenda/agenda.service.js';
import { SimulatorConfig } from '../config.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { externalIdOf, type OrderWishes, type Platform } from './domain/shop-order.js';
import { StoreOrder } from './store-order.entity.js';

export interface PlacedOrder {
  number: number;
  platform: Platform;
  externalId: string;
}

export interface PlaceRequest {
  count: number;
  origin: StoreOrder['origin'];
  platform?: Platform;
  wishes?: OrderWishes;
}

/** What sends an order of a platform. */
export const sendKinds = { shopify: 'store.deliver-webhook', rest: 'store.place-order' } as const;

/** One counter for all orders of this database: two writers must not take the same number. */
const NUMBER_LOCK = 760_001;

/** The stores' own book of orders: an order stands in it before it is sent. */
@Injectable()
export class OrderBookService {
  private readonly platforms: Platform[];

  constructor(
    config: SimulatorConfig,
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
  ) {
    this.platforms = config.STORE_PLATFORMS.split(',') as Platform[];
  }

  /**
   * Customers place orders; they are sent as soon as the agenda comes to them.
   * @throws ProblemError 422 `NO_SUCH_STORE` for a platform that nobody sells on.
   */
  place(request: PlaceRequest): Promise<PlacedOrder[]> {
    if (request.platform !== undefined && !this.platforms.includes(request.platform)) {
      throw unprocessable('NO_SUCH_STORE', `Nobody sells on ${request.platform} here.`);
    }
    return this.dataSource.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [NUMBER_LOCK]);
      const [{ last }] = await tx.query<[{ last: number }]>(
        'select coalesce(max(number), 0) as last from store_orders',
      );
      const placed: PlacedOrder[] = [];
      for (let number = last + 1; number <= last + request.count; number++) {
        placed.push(await this.placeOne(tx, number, request));
      }
      return placed;
    });
  }

  /** Orders that customers placed by themselves so far. */
  countSpontaneous(): Promise<number> {
    return this.dataSource.manager.countBy(StoreOrder, { origin: 'customer' });
  }

  private async placeOne(tx: EntityManager, number: number, request: PlaceRequest): Promise<PlacedOrder> {
    const { seed, rates } = this.world;
    const platform = request.platform ?? Rng.of(seed, 'platform', number).pick(this.platforms);
    const externalId = externalIdOf(seed, platform, number);
    const placedAt = new Date();
    await tx.insert(StoreOrder, {
      ...{ number, platform, externalId, seed, placedAt, origin: request.origin, wishes: request.wishes ?? {} },
      ...{
        state: 'pending',
        deliveries: 0,
        answerStatus: null,
        answerCode: null,
        productOrderIds: [],
        answeredAt: null,
      },
    });
    const lateness = Rng.of(seed, 'order', number, 'late');
    const lateMs = lateness.chance(rates.late) ? this.world.lifeMs(lateness.between(2, 8)) : 0;
    await this.agenda.schedule(tx, sendKinds[platform], String(number), new Date(placedAt.getTime() + lateMs));
    return { number, platform, externalId };
  }
}
