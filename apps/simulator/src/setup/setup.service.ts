import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { PollingWorker } from '#platform';
import { KeysFileService } from '../product/keys-file.service.js';
import { ProductService } from '../product/product.service.js';
import { StoreService } from '../store/store.service.js';
import { SupplierAccountsService } from '../suppliers/supplier-accounts.service.js';
import { WorldService } from '../world/world.service.js';

/** How often the beginning is tried: the product may just be starting, and people watch. */
const TRY_EVERY_MS = 500;
/** Tries after which the problem is worth a line in the log: about ten seconds. */
const QUIET_TRIES = 20;

/** Introduces the outsiders to the product, tried until it worked; afterwards customers may order. */
@Injectable()
export class SetupService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(SetupService.name);
  private worker: PollingWorker | undefined;
  private tries = 0;
  private stage: 'introducing' | 'ready' = 'introducing';
  private problem: string | null = null;

  constructor(
    private readonly world: WorldService,
    private readonly product: ProductService,
    private readonly keysFile: KeysFileService,
    private readonly suppliers: SupplierAccountsService,
    private readonly store: StoreService,
  ) {}

  /** Whether everybody knows everybody, and if not, what stands in the way. */
  state(): { stage: string; tries: number; problem: string | null } {
    return { stage: this.stage, tries: this.tries, problem: this.problem };
  }

  onApplicationBootstrap(): void {
    this.worker = new PollingWorker({ name: 'set-up', intervalMs: TRY_EVERY_MS, run: () => this.tryOnce() });
    this.worker.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.worker?.stop();
  }

  private async tryOnce(): Promise<boolean> {
    const address = this.world.address();
    if (this.stage === 'ready' || address === null) return false;
    this.tries += 1;
    try {
      await this.setUp(address);
      this.stage = 'ready';
      this.problem = null;
      this.store.open();
    } catch (error) {
      // Whatever it is, the next try comes soon: a product that starts refuses in many ways.
      this.problem = String(error);
      if (this.tries % QUIET_TRIES === 0) this.log.warn(`still not set up after ${this.tries} tries: ${this.problem}`);
    }
    return false;
  }

  private async setUp(address: string): Promise<void> {
    const keys = await this.keysFile.read();
    const whoami = { method: 'GET', path: '/v1/whoami', key: keys.merchant } as const;
    const { merchantId } = await this.product.expect<{ merchantId: string }>(whoami);
    await this.suppliers.setUp(keys, merchantId, address);
    await this.store.setUp(keys.merchant);
  }
}
