import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { EventsModule } from '../events/events.module.js';
import { PeersModule } from '../peers/peers.module.js';
import { FirstKeys } from './first-keys.service.js';
import { KeyIssuance } from './key-issuance.service.js';
import { KeySuppliers } from './key-suppliers.service.js';
import { KeysController } from './keys.controller.js';
import { KeysService } from './keys.service.js';
import { MerchantsController } from './merchants.controller.js';
import { MerchantsService } from './merchants.service.js';

@Module({
  imports: [AuditModule, EventsModule, PeersModule],
  controllers: [KeysController, MerchantsController],
  providers: [FirstKeys, KeyIssuance, KeySuppliers, KeysService, MerchantsService],
  exports: [KeyIssuance, KeysService],
})
export class KeysModule {}
