import { Rng } from '../../world/domain/rng.js';
import { customerDefaults, lineDefaults, orderDefaults, shippingLineDefaults } from './shopify-fixture.js';
import { amount, moneySet } from './shopify-money.js';
import { externalIdOf, type ShopOrder, type ShopOrderLine } from './shop-order.js';

/** The body of a Shopify `orders/create` webhook. */
export function shopifyOrder(order: ShopOrder, shopDomain: string): object {
  const id = Number(externalIdOf(order.seed, 'shopify', order.number));
  const { person } = order;
  const at = order.placedAt.toISOString().replace(/\.\d+Z$/, '+00:00');
  const shopNumber = 1000 + order.number;
  const token = tokenOf(order);
  return {
    ...orderDefaults,
    ...sums(order),
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    contact_email: person.email,
    created_at: at,
    currency: order.currency,
    customer_locale: person.language,
    discount_codes:
      order.discountMinor === 0 ? [] : [{ code: 'KERVAN10', amount: amount(order.discountMinor), type: 'percentage' }],
    email: person.email,
    financial_status: order.payment.status,
    name: `#${shopNumber}`,
    note: order.note,
    number: order.number,
    order_number: shopNumber,
    order_status_url: `https://${shopDomain}/orders/${token}/authenticate?key=${token}`,
    payment_gateway_names: [order.payment.status === 'paid' ? 'shopify_payments' : 'bank_deposit'],
    phone: null,
    presentment_currency: order.currency,
    processed_at: at,
    token,
    updated_at: at,
    billing_address: address(order),
    customer: customer(order, id),
    line_items: order.lines.map((line, index) => lineItem(order, line, id + (index + 1) * 1_000_000_000)),
    shipping_address: address(order),
    shipping_lines: [shippingLine(order, id)],
  };
}

function sums(order: ShopOrder): object {
  const { currency, goodsMinor, shippingMinor, discountMinor, totalMinor } = order;
  const subtotalMinor = goodsMinor - discountMinor;
  const money = (name: string, minor: number): object => ({
    [name]: amount(minor),
    [`${name}_set`]: moneySet(minor, currency),
  });
  return {
    current_shipping_price_set: moneySet(shippingMinor, currency),
    ...money('current_subtotal_price', subtotalMinor),
    ...money('current_total_discounts', discountMinor),
    ...money('current_total_price', totalMinor),
    ...money('current_total_tax', 0),
    ...money('subtotal_price', subtotalMinor),
    total_cash_rounding_payment_adjustment_set: moneySet(0, currency),
    total_cash_rounding_refund_adjustment_set: moneySet(0, currency),
    ...money('total_discounts', discountMinor),
    ...money('total_line_items_price', goodsMinor),
    total_outstanding: amount(order.payment.status === 'paid' ? 0 : totalMinor),
    ...money('total_price', totalMinor),
    total_shipping_price_set: moneySet(shippingMinor, currency),
    ...money('total_tax', 0),
    total_weight: order.lines.reduce((sum, line) => sum + line.weightGrams * line.quantity, 0),
  };
}

function lineItem(order: ShopOrder, line: ShopOrderLine, id: number): object {
  const stable = Rng.of('variant', line.sku);
  const discount = moneySet(line.discountMinor, order.currency);
  return {
    ...lineDefaults,
    id,
    admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
    current_quantity: line.quantity,
    fulfillable_quantity: line.quantity,
    grams: line.weightGrams,
    name: line.title,
    price: amount(line.unitPriceMinor),
    price_set: moneySet(line.unitPriceMinor, order.currency),
    product_id: stable.int(7_000_000_000_000, 7_999_999_999_999),
    quantity: line.quantity,
    sku: line.sku,
    title: line.title,
    total_discount: '0.00',
    total_discount_set: moneySet(0, order.currency),
    variant_id: stable.int(40_000_000_000_000, 49_999_999_999_999),
    discount_allocations:
      line.discountMinor === 0
        ? []
        : [{ amount: amount(line.discountMinor), amount_set: discount, discount_application_index: 0 }],
  };
}

function shippingLine(order: ShopOrder, orderId: number): object {
  const price = moneySet(order.shippingMinor, order.currency);
  return {
    ...shippingLineDefaults,
    id: orderId + 900_000_000_000,
    current_discounted_price_set: price,
    discounted_price: amount(order.shippingMinor),
    discounted_price_set: price,
    price: amount(order.shippingMinor),
    price_set: price,
  };
}

function address({ person }: ShopOrder): object {
  return {
    first_name: person.firstName,
    address1: person.address.line1,
    phone: person.phone,
    city: person.address.city,
    zip: person.address.postalCode,
    province: null,
    country: person.address.countryName,
    last_name: person.lastName,
    address2: person.address.district,
    company: null,
    latitude: null,
    longitude: null,
    name: `${person.firstName} ${person.lastName}`,
    country_code: person.address.country,
    province_code: null,
  };
}

function customer(order: ShopOrder, orderId: number): object {
  const { person } = order;
  const id = orderId + 500_000_000_000;
  const { first_name, last_name, company, address1, address2, city, province, country, zip, phone, name } = address(
    order,
  ) as Record<string, string | null>;
  return {
    ...customerDefaults,
    id,
    email: person.email,
    created_at: null,
    updated_at: null,
    first_name,
    last_name,
    phone: null,
    currency: order.currency,
    admin_graphql_api_id: `gid://shopify/Customer/${id}`,
    default_address: {
      ...{ id: id + 1, customer_id: id, first_name, last_name, company, address1, address2, city, province, country },
      ...{ zip, phone, name, province_code: null, country_code: person.address.country },
      ...{ country_name: person.address.countryName, default: true },
    },
  };
}

function tokenOf(order: ShopOrder): string {
  const rng = Rng.of(order.seed, 'order', order.number, 'token');
  return Array.from({ length: 32 }, () => rng.int(0, 15).toString(16)).join('');
}
