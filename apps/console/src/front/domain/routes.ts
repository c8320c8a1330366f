/** Who answers a path: a service, or the demo's outside world. */
export type Upstream = 'order' | 'supplier-sync' | 'shipping-tracker' | 'after-sales' | 'notification' | 'simulator';

/** Path prefixes and who answers them. What the console answers itself is more specific and wins. */
export const routes: Readonly<Record<string, Upstream>> = {
  '/v1/orders': 'order',
  '/v1/customers': 'order',
  '/v1/customer-exports': 'order',
  '/v1/customer-erasures': 'order',
  '/v1/routing': 'order',
  '/v1/stores': 'order',
  '/v1/offers': 'order',
  '/v1/webhooks/shopify': 'order',
  '/v1/webhooks/woocommerce': 'order',
  '/v1/suppliers': 'supplier-sync',
  '/v1/feeds': 'supplier-sync',
  '/v1/listings': 'supplier-sync',
  '/v1/purchase-orders': 'supplier-sync',
  '/v1/shipments': 'shipping-tracker',
  '/v1/carriers': 'shipping-tracker',
  '/v1/webhooks/carriers': 'shipping-tracker',
  '/track': 'shipping-tracker',
  '/track/:token/help': 'after-sales',
  '/track/:token/returns': 'after-sales',
  '/track/:token/withdrawals': 'after-sales',
  '/track/:token/complaints': 'after-sales',
  '/track/:token/wishes': 'after-sales',
  '/track/:token/data': 'order',
  '/track/:token/push': 'notification',
  '/track/:token/preferences': 'notification',
  '/v1/orders/:orderId/returns': 'after-sales',
  '/v1/orders/:orderId/claims': 'after-sales',
  '/v1/orders/:orderId/complaints': 'after-sales',
  '/v1/complaints': 'after-sales',
  '/v1/complaint-mails': 'after-sales',
  '/v1/complaint-settings': 'after-sales',
  '/v1/complaint-macros': 'after-sales',
  '/v1/incidents': 'after-sales',
  '/v1/surveys': 'after-sales',
  '/v1/reviews': 'after-sales',
  '/v1/returns': 'after-sales',
  '/v1/claims': 'after-sales',
  '/v1/return-policies': 'after-sales',
  '/v1/refunds': 'after-sales',
  '/v1/self-service': 'after-sales',
  '/v1/notifications': 'notification',
  '/v1/notification-rules': 'notification',
  '/v1/notification-contacts': 'notification',
  '/v1/message-templates': 'notification',
  '/v1/webhook-endpoints': 'notification',
  '/v1/contact-consents': 'notification',
  '/v1/contact-preferences': 'notification',
  '/v1/sms-callbacks': 'notification',
  '/v1/whatsapp-callbacks': 'notification',
  '/v1/alerts': 'notification',
  '/v1/mail-reports': 'notification',
  '/v1/suppressions': 'notification',
  '/v1/unsubscribe': 'notification',
  '/v1/mailbox': 'simulator',
};

/** A feed may take minutes before its answer begins. */
export const isFeed = (path: string): boolean => /^\/v1\/(feeds|suppliers\/[^/]+\/feeds)\/?$/.test(path);

/** A photo is larger than what is written by hand. */
export const isPhoto = (path: string): boolean =>
  /^\/v1\/(claims|complaints|self-service\/[^/]+\/complaints)\/[^/]+\/photos\/?$/.test(path);

/** Forms of customers that may carry several photos. */
export const isPhotoForm = (path: string): boolean => /^\/track\/[^/]+\/complaints(\/[^/]+\/messages)?\/?$/.test(path);

/** Paths that belong to programs: an unknown one is a problem, never the page. */
export const isApiPath = (path: string): boolean => /^\/(v\d+|track|health|metrics|openapi\.json)(\/|$)/.test(path);
