import { Injectable } from '@nestjs/common';
import { CustomersWorker } from './customers.worker.js';
import { StoreSetupService } from './store-setup.service.js';

/** The stores as the rest of the simulated world sees them. */
@Injectable()
export class StoreService {
  constructor(
    private readonly setup: StoreSetupService,
    private readonly customers: CustomersWorker,
  ) {}

  setUp(merchantKey: string): Promise<void> {
    return this.setup.setUp(merchantKey);
  }

  /** From now on customers may order. */
  open(): void {
    this.customers.letIn();
  }

  async state(): Promise<{ id: string | null; paused: boolean }> {
    const store = await this.setup.connected();
    return { id: store?.id ?? null, paused: await this.customers.isPaused() };
  }
}
