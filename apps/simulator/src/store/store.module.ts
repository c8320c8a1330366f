import { Module } from '@nestjs/common';
import { CustomersWorker } from './customers.worker.js';
import { OrderBookService } from './order-book.service.js';
import { OrderIdentityService } from './order-identity.service.js';
import { OrderSenderService } from './order-sender.service.js';
import { RestChannel } from './rest-channel.js';
import { ShopifyChannel } from './shopify-channel.js';
import { StoreSetupService } from './store-setup.service.js';
import { StoreController } from './store.controller.js';
import { StoreService } from './store.service.js';

@Module({
  controllers: [StoreController],
  providers: [
    CustomersWorker,
    OrderBookService,
    OrderIdentityService,
    OrderSenderService,
    RestChannel,
    ShopifyChannel,
    StoreSetupService,
    StoreService,
  ],
  exports: [StoreService],
})
export class StoreModule {}
