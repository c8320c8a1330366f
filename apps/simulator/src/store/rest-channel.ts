import { Injectable } from '@nestjs/common';
import { SimulatorConfig } from '../config.js';
import type { ProductAnswer } from '../product/domain/answer.js';
import { KeysFileService } from '../product/keys-file.service.js';
import { ProductService } from '../product/product.service.js';
import { restOrder } from './domain/rest-order.js';
import type { StoreOrder } from './store-order.entity.js';

/** Places an order as a store with its own connection does: `POST /v1/orders`, always under the order's own key. */
@Injectable()
export class RestChannel {
  constructor(
    private readonly config: SimulatorConfig,
    private readonly product: ProductService,
    private readonly keysFile: KeysFileService,
  ) {}

  async deliver(order: StoreOrder): Promise<ProductAnswer> {
    const { merchant } = await this.keysFile.read();
    return this.product.request({
      ...{ method: 'POST', path: '/v1/orders', key: merchant },
      json: restOrder(order.inFull(this.config.CURRENCY)),
      headers: { 'idempotency-key': `order-${order.externalId}` },
    });
  }
}
