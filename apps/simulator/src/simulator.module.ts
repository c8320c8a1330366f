import { Module } from '@nestjs/common';
import { AgendaModule } from './agenda/agenda.module.js';
import { CarriersModule } from './carriers/carriers.module.js';
import { CustomersModule } from './customers/customers.module.js';
import { DeedsModule } from './deeds/deeds.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { MailboxModule } from './mailbox/mailbox.module.js';
import { PhonesModule } from './phones/phones.module.js';
import { ProductModule } from './product/product.module.js';
import { PushModule } from './push/push.module.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { SetupModule } from './setup/setup.module.js';
import { StaffModule } from './staff/staff.module.js';
import { StoreModule } from './store/store.module.js';
import { SuppliersModule } from './suppliers/suppliers.module.js';
import { WorldModule } from './world/world.module.js';

@Module({
  imports: [
    AgendaModule,
    CarriersModule,
    CustomersModule,
    DeedsModule,
    LedgerModule,
    MailboxModule,
    PhonesModule,
    ProductModule,
    PushModule,
    RefundsModule,
    SetupModule,
    StaffModule,
    StoreModule,
    SuppliersModule,
    WorldModule,
  ],
})
export class SimulatorModule {}
