import { externalIdOf, type ShopOrder } from './shop-order.js';

/** The body of `POST /v1/orders`. */
export function restOrder(order: ShopOrder): object {
  const { person } = order;
  const name = `${person.firstName} ${person.lastName}`;
  return {
    externalId: externalIdOf(order.seed, 'rest', order.number),
    currency: order.currency,
    placedAt: order.placedAt.toISOString(),
    customer: { name, email: person.email, phone: person.phone, language: person.language },
    shippingAddress: {
      name,
      line1: person.address.line1,
      line2: null,
      district: person.address.district,
      city: person.address.city,
      region: null,
      postalCode: person.address.postalCode,
      country: person.address.country,
      phone: null,
    },
    lines: order.lines.map((line, index) => ({
      externalLineId: String(index + 1),
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      unitPriceMinor: line.unitPriceMinor,
    })),
    shippingMinor: order.shippingMinor,
    discountMinor: order.discountMinor,
    payment: order.payment,
    promiseBy: null,
    note: order.note,
  };
}
