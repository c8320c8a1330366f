import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module.js';
import { SetupModule } from '../setup/setup.module.js';
import { StoreModule } from '../store/store.module.js';
import { LedgerController } from './ledger.controller.js';
import { LedgerService } from './ledger.service.js';

@Module({
  imports: [CustomersModule, SetupModule, StoreModule],
  controllers: [LedgerController],
  providers: [LedgerService],
})
export class LedgerModule {}
