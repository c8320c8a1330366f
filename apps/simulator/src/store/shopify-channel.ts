import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SimulatorConfig } from '../config.js';
import type { ProductAnswer } from '../product/domain/answer.js';
import { ProductService } from '../product/product.service.js';
import { Rng } from '../world/domain/rng.js';
import { shopifyOrder } from './domain/shopify-order.js';
import { shopifySignature } from './shopify-signature.js';
import type { StoreOrder } from './store-order.entity.js';
import { SHOP_DOMAIN, StoreSetupService } from './store-setup.service.js';

/** Shopify gives an endpoint five seconds. */
const TIMEOUT_MS = 5_000;

/** Delivers an order as Shopify does: a signed webhook to the address that the product gave the store. */
@Injectable()
export class ShopifyChannel {
  constructor(
    private readonly config: SimulatorConfig,
    private readonly product: ProductService,
    private readonly stores: StoreSetupService,
  ) {}

  async deliver(order: StoreOrder): Promise<ProductAnswer> {
    const store = await this.stores.connected();
    if (store === null) throw new Error('the store is not connected yet');
    const text = JSON.stringify(shopifyOrder(order.inFull(this.config.CURRENCY), SHOP_DOMAIN));
    return this.product.request({
      ...{ method: 'POST', path: store.webhookPath, text, timeoutMs: TIMEOUT_MS },
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': 'orders/create',
        'x-shopify-api-version': '2024-10',
        'x-shopify-shop-domain': store.domain,
        'x-shopify-hmac-sha256': shopifySignature(store.secret, text),
        'x-shopify-event-id': eventIdOf(order),
        'x-shopify-webhook-id': randomUUID(),
        'x-shopify-triggered-at': order.placedAt.toISOString(),
      },
    });
  }
}

/** The same for every delivery of the same event, in the form of a UUID. */
function eventIdOf(order: StoreOrder): string {
  const rng = Rng.of(order.seed, 'order', order.number, 'event-id');
  const hex = Array.from({ length: 32 }, () => rng.int(0, 15).toString(16)).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}
