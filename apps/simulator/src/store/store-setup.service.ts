import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SimulatorConfig } from '../config.js';
import { SetUpRefusedError } from '../product/product.errors.js';
import { ProductService } from '../product/product.service.js';
import { WorldService } from '../world/world.service.js';

/** The simulated Shopify store as the product knows it. */
export interface ConnectedStore {
  id: string;
  domain: string;
  webhookPath: string;
  secret: string;
}

const CONNECTED = 'store:shopify';
const SECRET = 'store:shopify:secret';
export const SHOP_DOMAIN = 'kervan-demo.myshopify.com';

/** Connects the simulated store. Its secret is written down before it is told, so that a lost answer can be found again. */
@Injectable()
export class StoreSetupService {
  constructor(
    private readonly config: SimulatorConfig,
    private readonly world: WorldService,
    private readonly product: ProductService,
  ) {}

  connected(): Promise<ConnectedStore | null> {
    return this.world.recall<ConnectedStore>(CONNECTED);
  }

  /** Safe to repeat; nothing to do for a merchant without such a store. */
  async setUp(merchantKey: string): Promise<void> {
    if (!this.config.STORE_PLATFORMS.includes('shopify') || (await this.connected()) !== null) return;
    const secret = (await this.world.recall<string>(SECRET)) ?? randomBytes(24).toString('hex');
    await this.world.remember(SECRET, secret);
    const { id, webhookUrl } = await this.connect(merchantKey, secret);
    const { pathname } = new URL(webhookUrl, 'http://product');
    await this.world.remember(CONNECTED, { id, domain: SHOP_DOMAIN, webhookPath: pathname, secret });
  }

  private async connect(key: string, webhookSecret: string): Promise<{ id: string; webhookUrl: string }> {
    const json = { platform: 'shopify', name: 'Kervan demo', domain: SHOP_DOMAIN, webhookSecret };
    const answer = await this.product.request({ method: 'POST', path: '/v1/stores', key, json });
    if (answer.status === 201) return answer.body as { id: string; webhookUrl: string };
    if (answer.status !== 409) throw new SetUpRefusedError('connecting the store', answer.status, answer.body);
    // An earlier run connected it and died before the answer came.
    const stores = await this.product.list<{ id: string; domain: string; webhookUrl: string }>('/v1/stores', key);
    const mine = stores.find((store) => store.domain === SHOP_DOMAIN);
    if (mine === undefined) throw new SetUpRefusedError('connecting the store', answer.status, answer.body);
    return mine;
  }
}
