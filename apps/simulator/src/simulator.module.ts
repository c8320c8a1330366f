import { Module } from '@nestjs/common';
import { AgendaModule } from './agenda/agenda.module.js';
import { CarriersModule } from './carriers/carriers.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { MailboxModule } from './mailbox/mailbox.module.js';
import { PhonesModule } from './phones/phones.module.js';
import { ProductModule } from './product/product.module.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { SetupModule } from './setup/setup.module.js';
import { StoreModule } from './store/store.module.js';
import { SuppliersModule } from './suppliers/suppliers.module.js';
import { WorldModule } from './world/world.module.js';

@Module({
  imports: [
    AgendaModule,
    CarriersModule,
    LedgerModule,
    MailboxModule,
    PhonesModule,
    ProductModule,
    RefundsModule,
    SetupModule,
    StoreModule,
    SuppliersModule,
    WorldModule,
  ],
})
export class SimulatorModule {}
