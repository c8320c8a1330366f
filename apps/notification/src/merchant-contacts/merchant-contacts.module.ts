import { Module } from '@nestjs/common';
import { MerchantContactsController } from './merchant-contacts.controller.js';
import { MerchantContactsService } from './merchant-contacts.service.js';

@Module({
  controllers: [MerchantContactsController],
  providers: [MerchantContactsService],
  exports: [MerchantContactsService],
})
export class MerchantContactsModule {}
