import { defineService } from '#platform';
import { Delivery } from './channels/delivery.entity.js';
import { SupplierSyncConfig } from './config.js';
import { Feed } from './feeds/feed.entity.js';
import { Offer } from './feeds/offer.entity.js';
import { Listing } from './listings/listing.entity.js';
import { CreateSuppliersAndOffers1790000100000 } from './migrations/1790000100000-create-suppliers-and-offers.js';
import { CreatePurchaseOrders1790000200000 } from './migrations/1790000200000-create-purchase-orders.js';
import { AddDeliveryCause1790000300000 } from './migrations/1790000300000-add-delivery-cause.js';
import { MoveDeliveryAttempts1795500002000 } from './migrations/1795500002000-move-delivery-attempts.js';
import { AddParcelSteps1795500003000 } from './migrations/1795500003000-add-parcel-steps.js';
import { AddAddressChanges1796000001000 } from './migrations/1796000001000-add-address-changes.js';
import { AddFeedAge1796400001000 } from './migrations/1796400001000-add-feed-age.js';
import { PurchaseOrder, PurchaseOrderLine, ShipTo } from './purchase-orders/purchase-order.entity.js';
import { Supplier } from './suppliers/supplier.entity.js';
import { SupplierSyncModule } from './supplier-sync.module.js';
import { supplierSyncPersonalData } from './personal-data.js';

/** Suppliers, their offers, and the purchase orders that go out to them. */
export const supplierSyncService = defineService({
  name: 'supplier-sync',
  config: SupplierSyncConfig,
  module: SupplierSyncModule,
  entities: [Supplier, Listing, Offer, Feed, ShipTo, PurchaseOrder, PurchaseOrderLine, Delivery],
  migrations: [
    CreateSuppliersAndOffers1790000100000,
    CreatePurchaseOrders1790000200000,
    AddDeliveryCause1790000300000,
    MoveDeliveryAttempts1795500002000,
    AddParcelSteps1795500003000,
    AddAddressChanges1796000001000,
    AddFeedAge1796400001000,
  ],
  personalData: supplierSyncPersonalData,
});
