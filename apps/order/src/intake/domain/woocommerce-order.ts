import type { Payment } from '#contracts';
import type { IncomingLine } from '../../orders/domain/incoming-order.js';
import { minorUnits, perUnit } from './decimal-money.js';
import { cleanText, Fields } from './store-fields.js';
import { assertLineCount, currencyOf, orderIdOf, timeOf, unitsOf } from './store-lines.js';
import type { StoreAddress, StoreOrder } from './store-order.js';

const ended: readonly string[] = ['cancelled', 'refunded', 'failed', 'trash'];
const drafts: readonly string[] = ['checkout-draft', 'auto-draft', 'draft'];
const paidFor: readonly string[] = ['processing', 'completed'];

/** A WooCommerce order (API v1 to v3). Prices of lines are totals over their units; times have no zone. */
export function wooCommerceOrderOf(message: unknown): StoreOrder {
  const order = Fields.of(message);
  const externalId = orderIdOf(order.text('id'));
  const currency = currencyOf(order.text('currency'));
  const status = order.text('status') ?? '';
  const [billing, shipping] = [order.fields('billing'), order.fields('shipping')];
  const lines = order.list('line_items').flatMap((line, index) => lineOf(line, index, currency) ?? []);
  assertLineCount(lines.length);
  return {
    externalId,
    currency,
    placedAt: placedAt(order),
    test: false,
    cancelled: ended.includes(status),
    draft: drafts.includes(status),
    completed: status === 'completed',
    customer: {
      name: nameOf(billing) ?? nameOf(shipping) ?? `#${externalId}`,
      email: billing.text('email', 254),
      phone: billing.text('phone', 50) ?? shipping.text('phone', 50),
      language: null,
    },
    // Shops that ship to the billing address leave the other one empty.
    address: addressOf(shipping.text('address_1') === null ? billing : shipping, billing),
    lines,
    shippingMinor: minorUnits(order.amount('shipping_total') ?? 0, currency),
    discountMinor: minorUnits(order.amount('discount_total') ?? 0, currency),
    payment: paymentOf(order, status),
    note: order.text('customer_note', 2000),
  };
}

/** A deleted order has nothing left but its id. */
export const deletedWooCommerceOrderId = (message: unknown): string => orderIdOf(Fields.of(message).text('id'));

function placedAt(order: Fields): Date | null {
  const utc = order.text('date_created_gmt') ?? order.text('date_created');
  return timeOf(utc !== null && /T\d{2}:\d{2}:\d{2}$/.test(utc) ? `${utc}Z` : utc);
}

function lineOf(line: Fields, index: number, currency: string): IncomingLine | null {
  const quantity = unitsOf(line.amount('quantity'));
  if (quantity === null) return null;
  const sku = line.text('sku', 200) ?? '';
  // `price` is after discounts and rounded; the subtotal is what the customer was asked for.
  const subtotal = line.amount('subtotal') ?? line.amount('total') ?? 0;
  return {
    externalLineId: line.text('id', 200) ?? String(index + 1),
    sku,
    title: decodeEntities(line.text('name') ?? (sku === '' ? `#${String(index + 1)}` : sku)),
    quantity,
    unitPriceMinor: perUnit(minorUnits(subtotal, currency), quantity),
    // Its orders do not say what their lines weigh.
    weightGrams: null,
  };
}

function paymentOf(order: Fields, status: string): Payment {
  const gateway = order.text('payment_method') ?? '';
  const method =
    gateway === 'cod' ? 'cash_on_delivery' : gateway === 'bacs' ? 'bank_transfer' : gateway === '' ? 'other' : 'card';
  return { method, status: paidFor.includes(status) ? 'paid' : 'pending' };
}

const nameOf = (person: Fields): string | null =>
  cleanText([person.text('first_name') ?? '', person.text('last_name') ?? ''].join(' '), 200) ??
  person.text('company', 200);

const addressOf = (address: Fields, billing: Fields): StoreAddress => ({
  name: nameOf(address) ?? nameOf(billing),
  line1: address.text('address_1', 300),
  line2: address.text('address_2', 300),
  district: null,
  city: address.text('city', 200),
  region: address.text('state', 200),
  postalCode: address.text('postcode', 20),
  country: address.text('country', 2),
  phone: address.text('phone', 50) ?? billing.text('phone', 50),
});

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ndash: '–',
  mdash: '—',
  nbsp: ' ',
};

/** Product names come as HTML; labels and mails are not. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|([a-z]+));/g, (whole, code: string | undefined, name: string | undefined) => {
    if (code === undefined) return entities[name ?? ''] ?? whole;
    return Number(code) > 0 && Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : whole;
  });
}
