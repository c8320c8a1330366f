import { defineService } from '#platform';
import { AfterSalesModule } from './after-sales.module.js';
import { AfterSalesConfig } from './config.js';
import { CreateClaims1795700010000 } from './migrations/1795700010000-create-claims.js';
import { CreateComplaintPhotos1796300000000 } from './migrations/1796300000000-create-complaint-photos.js';
import { AddRefundReason1796400002000 } from './migrations/1796400002000-add-refund-reason.js';
import { CreateComplaints1795700020000 } from './migrations/1795700020000-create-complaints.js';
import { CreateOpinions1795700030000 } from './migrations/1795700030000-create-opinions.js';
import { AddDeskColumns1795910000000 } from './migrations/1795910000000-add-desk-columns.js';
import { CreateWishes1796000002000 } from './migrations/1796000002000-create-wishes.js';
import { CreatePhotosToDelete1795900200000 } from './migrations/1795900200000-create-photos-to-delete.js';
import { AddPolicyRevision1796300001000 } from './migrations/1796300001000-add-policy-revision.js';
import { CreateReturns1795700000000 } from './migrations/1795700000000-create-returns.js';
import { afterSalesPersonalData } from './personal-data.js';

/** What happens after delivery: returns, withdrawals, refunds, and who is to blame. */
export const afterSalesService = defineService({
  name: 'after-sales',
  config: AfterSalesConfig,
  module: AfterSalesModule,
  entities: [],
  migrations: [
    CreateReturns1795700000000,
    CreateClaims1795700010000,
    CreateComplaints1795700020000,
    CreateOpinions1795700030000,
    AddDeskColumns1795910000000,
    CreateWishes1796000002000,
    CreatePhotosToDelete1795900200000,
    CreateComplaintPhotos1796300000000,
    AddPolicyRevision1796300001000,
    AddRefundReason1796400002000,
  ],
  personalData: afterSalesPersonalData,
});
