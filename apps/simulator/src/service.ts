import { defineService } from '#platform';
import { AgendaItem } from './agenda/agenda-item.entity.js';
import { Checkpoint } from './carriers/checkpoint.entity.js';
import { Parcel } from './carriers/parcel.entity.js';
import { SimulatorConfig } from './config.js';
import { CustomerCase } from './customers/customer-case.entity.js';
import { Deed } from './deeds/deed.entity.js';
import { Mail } from './mailbox/mail.entity.js';
import { CreateOutsideWorld1763796000000 } from './migrations/1763796000000-create-outside-world.js';
import { CreateStoreRefunds1795700001000 } from './migrations/1795700001000-create-store-refunds.js';
import { CreatePhoneMessages1795800012000 } from './migrations/1795800012000-create-phone-messages.js';
import { CreatePushService1795800020000 } from './migrations/1795800020000-create-push-service.js';
import { CreateCrowd1796000000000 } from './migrations/1796000000000-create-crowd.js';
import { CreateLabelsAndPushCalls1796400000000 } from './migrations/1796400000000-create-labels-and-push-calls.js';
import { PhoneMessage } from './phones/phone-message.entity.js';
import { Browser } from './push/browser.entity.js';
import { PushCall } from './push/push-call.entity.js';
import { PushMessage } from './push/push-message.entity.js';
import { StoreRefund } from './refunds/store-refund.entity.js';
import { SimulatorModule } from './simulator.module.js';
import { StoreOrder } from './store/store-order.entity.js';
import { AskedAddress } from './suppliers/asked-address.entity.js';
import { Booking } from './suppliers/booking.entity.js';
import { FeedUpload } from './suppliers/feed-upload.entity.js';
import { StockLevel } from './suppliers/stock-level.entity.js';
import { SupplierAccount } from './suppliers/supplier-account.entity.js';
import { SupplierDelivery } from './suppliers/supplier-delivery.entity.js';
import { Setting } from './world/setting.entity.js';

/**
 * The outside world in a box: stores, suppliers, carriers and mailboxes that can also misbehave. It
 * knows the product by HTTP and SMTP only and never touches the bus. Never part of a production deployment.
 */
export const simulatorService = defineService({
  name: 'simulator',
  config: SimulatorConfig,
  module: SimulatorModule,
  entities: [
    AgendaItem,
    AskedAddress,
    Booking,
    Browser,
    Checkpoint,
    CustomerCase,
    Deed,
    FeedUpload,
    Mail,
    Parcel,
    PhoneMessage,
    PushCall,
    PushMessage,
    Setting,
    StockLevel,
    StoreOrder,
    StoreRefund,
    SupplierAccount,
    SupplierDelivery,
  ],
  migrations: [
    CreateOutsideWorld1763796000000,
    CreateStoreRefunds1795700001000,
    CreatePhoneMessages1795800012000,
    CreatePushService1795800020000,
    CreateCrowd1796000000000,
    CreateLabelsAndPushCalls1796400000000,
  ],
});
