import { defineService } from '#platform';
import { NotificationConfig } from './config.js';
import { KnownMerchant } from './facts/known-merchant.entity.js';
import { KnownOrder } from './facts/known-order.entity.js';
import { KnownParcel } from './facts/known-parcel.entity.js';
import { KnownPurchaseOrder } from './facts/known-purchase-order.entity.js';
import { KnownSupplier } from './facts/known-supplier.entity.js';
import { CreateNotifications1763794900000 } from './migrations/1763794900000-create-notifications.js';
import { AddCause1763794901000 } from './migrations/1763794901000-add-cause.js';
import { MoveMailAttempts1795500001000 } from './migrations/1795500001000-move-mail-attempts.js';
import { AddNotBefore1795800000000 } from './migrations/1795800000000-add-not-before.js';
import { CreateNotificationRules1795800001000 } from './migrations/1795800001000-create-notification-rules.js';
import { CreateSuppressions1795800002000 } from './migrations/1795800002000-create-suppressions.js';
import { CreateAlerts1795800004000 } from './migrations/1795800004000-create-alerts.js';
import { CreateMessageTemplates1795800003000 } from './migrations/1795800003000-create-message-templates.js';
import { CreateWebhooks1795800010000 } from './migrations/1795800010000-create-webhooks.js';
import { AddChannels1795800011000 } from './migrations/1795800011000-add-channels.js';
import { AddTestMessages1795800013000 } from './migrations/1795800013000-add-test-messages.js';
import { AddSupplierAlerts1795800014000 } from './migrations/1795800014000-add-supplier-alerts.js';
import { AddDigests1795800020000 } from './migrations/1795800020000-add-digests.js';
import { CreatePushSubscriptions1795800021000 } from './migrations/1795800021000-create-push-subscriptions.js';
import { IndexOpenAlerts1795800022000 } from './migrations/1795800022000-index-open-alerts.js';
import { CreateConsentRecords1796500000000 } from './migrations/1796500000000-create-consent-records.js';
import { AddRevisions1795800023000 } from './migrations/1795800023000-add-revisions.js';
import { CreateMerchantContacts1796600000000 } from './migrations/1796600000000-create-merchant-contacts.js';
import { NotificationModule } from './notification.module.js';
import { Notification } from './notifications/notification.entity.js';
import { notificationPersonalData } from './personal-data.js';

/** What customers, suppliers, shops and operators are told, when, in which language, once. */
export const notificationService = defineService({
  name: 'notification',
  config: NotificationConfig,
  module: NotificationModule,
  entities: [KnownMerchant, KnownSupplier, KnownOrder, KnownParcel, KnownPurchaseOrder, Notification],
  migrations: [
    CreateNotifications1763794900000,
    AddCause1763794901000,
    MoveMailAttempts1795500001000,
    AddNotBefore1795800000000,
    CreateNotificationRules1795800001000,
    CreateSuppressions1795800002000,
    CreateMessageTemplates1795800003000,
    CreateAlerts1795800004000,
    CreateWebhooks1795800010000,
    AddChannels1795800011000,
    AddTestMessages1795800013000,
    AddSupplierAlerts1795800014000,
    AddDigests1795800020000,
    CreatePushSubscriptions1795800021000,
    IndexOpenAlerts1795800022000,
    CreateConsentRecords1796500000000,
    AddRevisions1795800023000,
    CreateMerchantContacts1796600000000,
  ],
  personalData: notificationPersonalData,
});
