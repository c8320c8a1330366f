import type { Payment } from '#contracts';
import type { IncomingLine } from '../../orders/domain/incoming-order.js';
import { minorUnits } from './decimal-money.js';
import { cleanText, Fields } from './store-fields.js';
import { assertLineCount, currencyOf, orderIdOf, timeOf, unitsOf, weightOf } from './store-lines.js';
import type { StoreAddress, StoreOrder } from './store-order.js';

/** Money that is not there and not promised. An authorised card is as good as paid: it is charged when goods leave. */
const unpaid: readonly string[] = ['pending', 'partially_paid', 'voided', 'expired'];

/**
 * A Shopify order. Its traps: ids beyond 2^53, which JSON readers round, so they are taken from the GraphQL id;
 * amounts in shop currency and in the customer's; edits that change `current_quantity` and not `quantity`; lines
 * that nobody ships.
 */
export function shopifyOrderOf(message: unknown): StoreOrder {
  const outer = Fields.of(message);
  // The REST answer wraps the order, the webhook does not.
  const order = outer.fields('order').isEmpty ? outer : outer.fields('order');
  const externalId = orderIdOf(idOf(order));
  const currency = currencyOf(order.text('currency'));
  const shipping = order.fields('shipping_address');
  const customer = order.fields('customer');
  const lines = order.list('line_items').flatMap((line, index) => lineOf(line, index, currency) ?? []);
  assertLineCount(lines.length);
  return {
    externalId,
    currency,
    placedAt: timeOf(order.text('processed_at') ?? order.text('created_at')),
    test: order.is('test', true),
    cancelled: order.text('cancelled_at') !== null,
    draft: false,
    completed: order.is('fulfillment_status', 'fulfilled'),
    customer: {
      name: nameOf(customer) ?? nameOf(shipping) ?? nameOf(order.fields('billing_address')) ?? `#${externalId}`,
      email: order.text('email', 254) ?? order.text('contact_email', 254) ?? customer.text('email', 254),
      phone: order.text('phone', 50) ?? shipping.text('phone', 50) ?? customer.text('phone', 50),
      language: order.text('customer_locale', 35),
    },
    address: addressOf(shipping),
    lines,
    shippingMinor: shippingOf(order, currency),
    discountMinor:
      amountOf(order, 'current_total_discounts', currency) ?? amountOf(order, 'total_discounts', currency) ?? 0,
    payment: paymentOf(order),
    note: order.text('note', 2000),
  };
}

function idOf(thing: Fields): string | null {
  return /\/(\d+)$/.exec(thing.text('admin_graphql_api_id') ?? '')?.[1] ?? thing.text('id');
}

/** Null for what is not to be shipped: gift cards, tips, services, and lines that were taken off. */
function lineOf(line: Fields, index: number, currency: string): IncomingLine | null {
  if (line.is('gift_card', true) || line.is('requires_shipping', false)) return null;
  const quantity = unitsOf(line.amount('current_quantity') ?? line.amount('quantity'));
  if (quantity === null) return null;
  const sku = line.text('sku', 200) ?? '';
  return {
    externalLineId: idOf(line) ?? String(index + 1),
    sku,
    title: line.text('name') ?? line.text('title') ?? (sku === '' ? `#${String(index + 1)}` : sku),
    quantity,
    unitPriceMinor: amountOf(line, 'price', currency) ?? 0,
    weightGrams: weightOf(line.amount('grams')),
  };
}

/** An amount in the shop's currency; the `_set` says so outright, the bare field only by convention. */
function amountOf(thing: Fields, name: string, currency: string): number | null {
  const amount = thing.fields(`${name}_set`).fields('shop_money').amount('amount') ?? thing.amount(name);
  return amount === null ? null : minorUnits(amount, currency);
}

function shippingOf(order: Fields, currency: string): number {
  const total = amountOf(order, 'total_shipping_price', currency);
  return total ?? order.list('shipping_lines').reduce((sum, line) => sum + (amountOf(line, 'price', currency) ?? 0), 0);
}

function paymentOf(order: Fields): Payment {
  const gateways = order.texts('payment_gateway_names').join(' ').toLowerCase();
  const method = /cash[ _-]?on[ _-]?delivery|\bcod\b|kap[ıi]da/.test(gateways)
    ? 'cash_on_delivery'
    : /bank|deposit|transfer|havale|eft/.test(gateways)
      ? 'bank_transfer'
      : gateways === '' || gateways === 'manual'
        ? 'other'
        : 'card';
  return { method, status: unpaid.includes(order.text('financial_status') ?? '') ? 'pending' : 'paid' };
}

const nameOf = (person: Fields): string | null =>
  cleanText([person.text('first_name') ?? '', person.text('last_name') ?? ''].join(' '), 200) ??
  person.text('name', 200);

const addressOf = (address: Fields): StoreAddress => ({
  name: address.text('name', 200) ?? nameOf(address) ?? address.text('company', 200),
  line1: address.text('address1', 300),
  line2: address.text('address2', 300),
  district: null,
  city: address.text('city', 200),
  region: address.text('province', 200),
  postalCode: address.text('zip', 20),
  country: address.text('country_code', 2),
  phone: address.text('phone', 50),
});
