import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { KeysFileService } from '../product/keys-file.service.js';
import { ProductService } from '../product/product.service.js';
import { StoreOrder } from './store-order.entity.js';

export const IDENTIFY = 'store.identify';
/** How often the product is asked which order a webhook became before the store stops wondering. */
const ATTEMPTS_MAX = 24;

/** A webhook's answer names no order: the store looks its order up, as its owner would. */
@Injectable()
export class OrderIdentityService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly product: ProductService,
    private readonly keysFile: KeysFileService,
    agenda: AgendaService,
  ) {
    agenda.handle(IDENTIFY, { run: (task) => this.identify(task) });
  }

  private async identify({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const number = Number(key);
    const order = await this.dataSource.manager.findOneByOrFail(StoreOrder, { number });
    const { merchant } = await this.keysFile.read();
    const path = `/v1/orders?externalId=${encodeURIComponent(order.externalId)}`;
    const answer = await this.product.request({ method: 'GET', path, key: merchant });
    const { items = [] } = answer.body as { items?: { id: string }[] };
    if (items.length === 0 && attempts < ATTEMPTS_MAX) return { kind: 'again', problem: String(answer.status) };
    const productOrderIds = [...new Set([...order.productOrderIds, ...items.map((item) => item.id)])];
    return {
      kind: 'done',
      record: async (tx) => {
        await tx.update(StoreOrder, { number }, { productOrderIds });
      },
    };
  }
}
