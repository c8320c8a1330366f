import { defineService } from '#platform';
import { OrderConfig } from './config.js';
import { CreateOrders1763794800000 } from './migrations/1763794800000-create-orders.js';
import { CreateOffers1763794801000 } from './migrations/1763794801000-create-offers.js';
import { CreateStores1763794802000 } from './migrations/1763794802000-create-stores.js';
import { AddCancelNote1763794803000 } from './migrations/1763794803000-add-cancel-note.js';
import { CreateRoutingPolicies1763794804000 } from './migrations/1763794804000-create-routing-policies.js';
import { CreateRoutingJobs1763794805000 } from './migrations/1763794805000-create-routing-jobs.js';
import { AddParcelSteps1763794806000 } from './migrations/1763794806000-add-parcel-steps.js';
import { AddPolicyRevision1763794807000 } from './migrations/1763794807000-add-policy-revision.js';
import { AddAddressChange1796000000000 } from './migrations/1796000000000-add-address-change.js';
import { CreateExperience1796000003000 } from './migrations/1796000003000-create-experience.js';
import { AddPolicyEditor1796400001000 } from './migrations/1796400001000-add-policy-editor.js';
import { CreateCustomers1795900100000 } from './migrations/1795900100000-create-customers.js';
import { AddOwnDataRequests1796400000000 } from './migrations/1796400000000-add-own-data-requests.js';
import { OrderModule } from './order.module.js';
import { orderPersonalData } from './personal-data.js';

/** Orders: intake, holds, routing, stock commitments, and the state of each order and line. */
export const orderService = defineService({
  name: 'order',
  config: OrderConfig,
  module: OrderModule,
  entities: [],
  migrations: [
    CreateOrders1763794800000,
    CreateOffers1763794801000,
    CreateStores1763794802000,
    AddCancelNote1763794803000,
    CreateRoutingPolicies1763794804000,
    CreateRoutingJobs1763794805000,
    AddParcelSteps1763794806000,
    AddPolicyRevision1763794807000,
    AddAddressChange1796000000000,
    CreateExperience1796000003000,
    CreateCustomers1795900100000,
    AddOwnDataRequests1796400000000,
    AddPolicyEditor1796400001000,
  ],
  personalData: orderPersonalData,
});
