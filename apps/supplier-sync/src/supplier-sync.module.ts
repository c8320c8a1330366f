import { Module } from '@nestjs/common';
import { DeliveriesModule } from './deliveries/deliveries.module.js';
import { FeedsModule } from './feeds/feeds.module.js';
import { ListingsModule } from './listings/listings.module.js';
import { PurchaseOrdersModule } from './purchase-orders/purchase-orders.module.js';
import { SuppliersModule } from './suppliers/suppliers.module.js';

@Module({ imports: [SuppliersModule, ListingsModule, FeedsModule, PurchaseOrdersModule, DeliveriesModule] })
export class SupplierSyncModule {}
