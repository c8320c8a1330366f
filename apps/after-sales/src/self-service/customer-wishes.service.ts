import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { PostalAddress } from '#contracts';
import { answeredOnce, type Answered } from '../answered-once.js';
import { OrdersService } from '../orders/orders.service.js';
import { notNow, wishKinds, type NotNow, type Wish, type WishKind } from '../wishes/domain/wish.js';
import { WishesService } from '../wishes/wishes.service.js';
import type { CustomerScope } from './customer-access.service.js';
import type { CustomerAddressDto } from './dto/self-service.dto.js';

/** What can be wished for now, and what was. */
export interface WishesView {
  readonly wishes: readonly Wish[];
  /** Why something cannot be asked for; null: it can. */
  readonly notNow: Readonly<Record<WishKind, NotNow | null>>;
}

/** The end of an order, or another address for it, as its customer asks for them. */
@Injectable()
export class CustomerWishesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly orders: OrdersService,
    private readonly wishes: WishesService,
  ) {}

  async list(scope: CustomerScope): Promise<WishesView> {
    const { manager } = this.dataSource;
    const order = await this.orders.order(manager, scope);
    const wishes = await this.wishes.of(manager, scope.orderId);
    const reasons = wishKinds.map((kind) => [kind, notNow(kind, order, wishes)]);
    return { wishes, notNow: Object.fromEntries(reasons) as WishesView['notNow'] };
  }

  one(scope: CustomerScope, id: string): Promise<Wish> {
    return this.wishes.one(this.dataSource.manager, scope.orderId, id);
  }

  /** @throws wishNotNow */
  cancel(scope: CustomerScope, key: string | undefined): Promise<Answered<Wish>> {
    return this.once(scope, key, { wish: 'cancellation' }, async (tx) =>
      this.wishes.askCancellation(tx, await this.orders.holdOrder(tx, scope), 'customer'),
    );
  }

  /** @throws wishNotNow, countryChanged */
  changeAddress(scope: CustomerScope, key: string | undefined, body: CustomerAddressDto): Promise<Answered<Wish>> {
    const address = addressOf(body);
    return this.once(scope, key, { wish: 'address', address }, async (tx) =>
      this.wishes.askAddress(tx, await this.orders.holdOrder(tx, scope), address),
    );
  }

  private once(
    scope: CustomerScope,
    key: string | undefined,
    request: object,
    work: (tx: EntityManager) => Promise<string>,
  ): Promise<Answered<Wish>> {
    const { merchantId, orderId } = scope;
    // Of one order: two customers may choose the same key.
    const keyed = { merchantId, key: key && `${orderId}:${key}`, request: { scope, ...request } };
    return this.dataSource.transaction((tx) =>
      answeredOnce(tx, keyed, async () => this.wishes.one(tx, orderId, await work(tx))),
    );
  }
}

const textOrNull = (text: string | null | undefined): string | null => text?.trim() || null;

const addressOf = ({ name, line1, city, country, ...more }: CustomerAddressDto): PostalAddress => ({
  ...{ name: name.trim(), line1: line1.trim(), city: city.trim(), country },
  line2: textOrNull(more.line2),
  district: textOrNull(more.district),
  region: textOrNull(more.region),
  postalCode: textOrNull(more.postalCode),
  phone: textOrNull(more.phone),
});
