import { afterSalesEn } from './after-sales.en.js';
import { merchantEn } from './merchant.en.js';

/** English texts of messages, ICU message format. The keys are the catalogue. */
export const en = {
  ...afterSalesEn,
  ...merchantEn,

  'order-placed.subject': 'We have your order {order}',
  'order-placed.headline': 'Thank you, {name}',
  'order-placed.body':
    'We have your order and are preparing it.{hasDay, select, yes { It will be with you by {day}.} other {}}',
  'order-placed.more': 'You get a message as soon as a parcel leaves.',

  'order-shipped.subject':
    '{toCome, plural, =0 {Your order {order} is on its way} =1 {Part of your order {order} is on its way} other {Part of your order {order} is on its way}}',
  'order-shipped.headline': 'On its way to you',
  'order-shipped.body':
    '{total, plural, =1 {{name}, your parcel has left.} other {{name}, parcel {total} of your order has left.}}{hasDay, select, yes { It should be with you by {day}.} other {}}',
  'order-shipped.more':
    '{toCome, plural, =0 {Nothing else is missing.} =1 {One more item follows in a parcel of its own.} other {{toCome} more items follow in parcels of their own.}}',

  'out-for-delivery.subject': 'Arriving today: your order {order}',
  'out-for-delivery.headline': 'Arriving today',
  'out-for-delivery.body': '{name}, the courier has your parcel in the van.',
  'out-for-delivery.more': 'Please make sure that somebody can take it.',

  'delivered.subject':
    '{complete, select, yes {Delivered: your order {order}} other {A parcel of your order {order} was delivered}}',
  'delivered.headline': 'Delivered',
  'delivered.body':
    '{complete, select, yes {{name}, {total, plural, =1 {your parcel has} other {all {total} parcels of your order have}} arrived. Enjoy!} other {{name}, {total, plural, =1 {your first parcel has arrived.} other {{delivered} of {total} parcels {delivered, plural, =1 {has} other {have}} arrived.}}}}',
  'delivered.more':
    '{complete, select, yes {Something missing or broken? Reply to this message.} other {{toCome, plural, =0 {The rest is on its way.} =1 {One more item is still being prepared.} other {{toCome} more items are still being prepared.}}}}',

  'delayed.subject': 'Delayed: your order {order}',
  'delayed.headline': 'Your parcel is late',
  'delayed.body': '{name}, your parcel is taking longer than it should. We are asking the carrier about it.',
  'delayed.more': 'You do not have to do anything. If it is lost, you get a new one or your money back.',

  'parcels-digest.subject':
    '{delivered, plural, =0 {Your order {order}: {total, plural, =1 {one parcel} other {{total} parcels}} on the way} =1 {Your order {order}: one of {total} parcels delivered} other {Your order {order}: {delivered} of {total} parcels delivered}}',
  'parcels-digest.headline': 'Where your parcels are',
  'parcels-digest.body': '{name}, your order comes in several parcels. This is how far they are.',
  'parcels-digest.more':
    '{toCome, plural, =0 {Nothing else is missing.} =1 {One more item follows in a parcel of its own.} other {{toCome} more items follow in parcels of their own.}}',

  'data-export-ready.subject': 'The data that you asked for',
  'data-export-ready.headline': 'Your data are ready',
  'data-export-ready.body':
    '{name}, what {sender} keeps about you is put together. The link works once, until {moment}.',
  'data-export-ready.more':
    'You did not ask for it? Then somebody has the link to your order {order}. Nobody has got your data: please leave the link alone and tell the shop.',

  'order-cancelled.subject':
    '{partly, select, yes {Part of your order {order} was cancelled} other {Your order {order} was cancelled}}',
  'order-cancelled.headline': '{partly, select, yes {Partly cancelled} other {Cancelled}}',
  'order-cancelled.body':
    '{partly, select, yes {{name}, what had not been shipped yet was cancelled. Parcels that had left are still coming.} other {{name}, your order was cancelled and nothing will be sent.}}',
  'order-cancelled.more': 'What you paid for it is returned the way you paid.',

  'cancellation-refused.subject': 'Too late to cancel: your order {order}',
  'cancellation-refused.headline': 'It had already left',
  'cancellation-refused.body': '{name}, your order had already been shipped when we asked to stop it.',
  'cancellation-refused.more': 'You can send it back when it has arrived: follow your order to begin a return.',

  'address-changed.subject': 'New address for your order {order}',
  'address-changed.headline':
    '{partly, select, yes {A part goes to the new address} other {It goes to the new address}}',
  'address-changed.body':
    '{partly, select, yes {{name}, a part of your order goes to the new address. Parcels that had left, or could not be stopped, go to the one before.} other {{name}, your order goes to the new address.}}',
  'address-changed.more': 'This was not you? Reply to this message at once.',

  'address-refused.subject': 'The address of your order {order} stays',
  'address-refused.headline': 'The address could not be changed',
  'address-refused.body':
    '{name}, your order still goes to the address you gave when you ordered: {code, select, COUNTRY_CHANGED {it can only be changed within the same country} ORDER_CANCELLED {the order was cancelled} ALREADY_SHIPPED {it had already left} CHANGE_PENDING {the change before has not been answered yet} ADDRESS_MISSING {the shop has to complete it first} NO_ANSWER {who packs it did not answer in time} other {it is packed and labelled already}}.',
  'address-refused.more': 'Reply to this message if nobody can take the parcel there.',

  'nothing-new.subject': 'Still on it: your order {order}',
  'nothing-new.headline': 'Nothing new yet',
  'nothing-new.body':
    '{name}, there is no news of your order, and we have not forgotten it.{hasDay, select, yes { It should be with you by {day}.} other {}}',
  'nothing-new.more': 'You hear from us as soon as something happens.',

  'purchase-order-created.subject': 'New purchase order {po}',
  'purchase-order-created.headline': 'New purchase order {po}',
  'purchase-order-created.body':
    '{name}, a purchase order with {units, plural, =1 {one item} other {{units} items}} is waiting for you.',
  'purchase-order-created.more':
    '{hasMoment, select, yes {Please acknowledge it by {moment}. After that it goes to another supplier.} other {Please acknowledge it soon.}}',

  'purchase-order-expired.subject': 'Expired: purchase order {po}',
  'purchase-order-expired.headline': 'Purchase order {po} has expired',
  'purchase-order-expired.body':
    '{name}, it was not acknowledged in time. Please do not ship {units, plural, =1 {this item} other {these {units} items}}.',
  'purchase-order-expired.more': 'The items were offered to another supplier.',

  'purchase-order-unanswered.subject': 'Still waiting: purchase order {po}',
  'purchase-order-unanswered.headline': 'Purchase order {po} waits for your answer',
  'purchase-order-unanswered.body':
    '{name}, nobody has said yet whether you can ship {units, plural, =1 {one item} other {{units} items}}.',
  'purchase-order-unanswered.more':
    '{hasMoment, select, yes {Please acknowledge it by {moment}. After that it goes to another supplier.} other {Please acknowledge it soon.}}',

  'order-unroutable.subject': 'Order {order} cannot be routed: {code}',
  'order-unroutable.headline': 'No supplier for {units, plural, =1 {one item} other {{units} items}}',
  'order-unroutable.body': 'Order {order} waits: {code}.',
  'order-unroutable.more': 'What to do: {action}.',

  'purchase-order-overdue.subject': 'Purchase order {po} expired',
  'purchase-order-overdue.headline': 'A supplier did not answer',
  'purchase-order-overdue.body': '{name} did not acknowledge purchase order {po} of order {order} in time.',
  'purchase-order-overdue.more': '{units, plural, =1 {One item is} other {{units} items are}} being routed again.',

  'shipment-stalled.subject': 'No news of a parcel of order {order}',
  'shipment-stalled.headline': 'A parcel has gone quiet',
  'shipment-stalled.body': 'Nothing was heard of parcel {number} ({carrier}) of order {order} since {moment}.',
  'shipment-stalled.more': 'The customer has been told that it is late. Please ask the carrier.',

  'webhook-disabled.subject': 'No more events are sent to {name}',
  'webhook-disabled.headline': 'A webhook endpoint was switched off',
  'webhook-disabled.body': '{name} has not taken any event since {moment}. The last answer: {code}.',
  'webhook-disabled.more': 'Nothing is lost: what happens meanwhile is sent as soon as the endpoint is active again.',

  'traffic-share-changed.subject': '{name} gets {share} of the orders for {sku} instead of {previous}',
  'traffic-share-changed.headline': '{lower, select, yes {Fewer} other {More}} orders for {name}',
  'traffic-share-changed.body':
    '{share} of the orders of {sender} for {sku} may consider {name}, instead of {previous}: {code, select, BAD_SIGNS {too many of its units had a problem} GOOD_SIGNS {what still went there went well} EVIDENCE_FADED {what spoke against it is long ago} UNDONE {somebody put former figures back} other {{code}}}. Problems: {problems} of the units, probably {low} to {high}, seen on {cases, plural, =1 {one unit} other {{cases} units}}.',
  'traffic-share-changed.more':
    'To undo it: Experience on the page of the supplier, or POST /v1/routing/experience/{version}/undo.',

  'feed-overdue.subject': 'Your stock list for {sender} is overdue',
  'feed-overdue.headline': 'Please send your stock',
  'feed-overdue.body':
    '{name}, the stock that you told last is older than agreed since {moment}. Orders go by numbers that may not be true any more.',
  'feed-overdue.more': 'Please send a feed. Nothing else has to be done: this ends as soon as one is there.',

  'supplier-feed-overdue.subject': 'No fresh feed of {name}',
  'supplier-feed-overdue.headline': 'A supplier does not say what it has',
  'supplier-feed-overdue.body':
    'The stock that {name} told last is older than agreed since {moment}. Orders of {sender} go by numbers that may not be true any more.',
  'supplier-feed-overdue.more':
    'Please ask for a feed, or take the supplier out of use. This ends as soon as one is there.',

  'common.again': 'Reminder {repetition}: {subject}',
  'common.order': 'Order {order}',
  'common.purchase-order': 'Purchase order {po}',
  'common.supplier': 'Supplier {name}',
  'common.parcel': '{carrier}, number {number}',
  'common.parcel-so-far':
    '{carrier}, number {number}: {status, select, registered {has left} picked_up {has left} in_transit {on its way} out_for_delivery {arriving today} ready_for_pickup {waiting to be picked up} attempt_failed {nobody could take it} delayed {late} on_hold {held up} delivered {delivered} returning {on its way back} returned {went back} cancelled {cancelled} other {no news}}{hasDay, select, yes {, expected by {day}} other {}}',
  'common.goods': 'Items',
  'common.shipping': 'Shipping',
  'common.discount': 'Discount',
  'common.total': 'Total',
  'common.day': '{weekday}, {date}',
  'common.button.track': 'Follow your order',
  'common.button.export': 'Get your data',
  'common.button.desk': 'Open Kervan',
  'common.footer.customer':
    'You get this because you ordered from {sender}. Questions? Reply and mention order {order}.',
  'common.footer.supplier': 'You get this because you ship orders of {sender}.',
  'common.footer.operator': 'You get this because you are named as operator of this installation.',
} as const;

/** The name of a text. */
export type MessageKey = keyof typeof en;
