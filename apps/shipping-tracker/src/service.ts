import { defineService } from '#platform';
import { ShippingTrackerConfig } from './config.js';
import { UnmatchedCheckpoint } from './shipments/unmatched-checkpoint.entity.js';
import { CreateShipments1763794800000 } from './migrations/1763794800000-create-shipments.js';
import { DeepenTracking1795352400000 } from './migrations/1795352400000-deepen-tracking.js';
import { KeepRawCodes1796000000000 } from './migrations/1796000000000-keep-raw-codes.js';
import { CreateCases1796000003000 } from './migrations/1796000003000-create-cases.js';
import { TrackedOrder } from './orders/tracked-order.entity.js';
import { Checkpoint } from './shipments/checkpoint.entity.js';
import { Shipment } from './shipments/shipment.entity.js';
import { ShippingTrackerModule } from './shipping-tracker.module.js';
import { shippingTrackerPersonalData } from './personal-data.js';

/** Parcels: what carriers say about them, what is true now, and the page that tells the customer. */
export const shippingTrackerService = defineService({
  name: 'shipping-tracker',
  config: ShippingTrackerConfig,
  module: ShippingTrackerModule,
  entities: [TrackedOrder, Shipment, Checkpoint, UnmatchedCheckpoint],
  migrations: [
    CreateShipments1763794800000,
    DeepenTracking1795352400000,
    KeepRawCodes1796000000000,
    CreateCases1796000003000,
  ],
  personalData: shippingTrackerPersonalData,
});
