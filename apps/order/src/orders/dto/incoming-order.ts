import type { PostalAddress } from '#contracts';
import type { IncomingOrder } from '../domain/incoming-order.js';
import type { PlaceOrderDto, ShippingAddressDto } from './place-order.dto.js';

/** An order by REST in the words of this service. */
export function incomingOrderOf(dto: PlaceOrderDto, languageDefault: string, now: Date): IncomingOrder {
  const { customer, payment } = dto;
  return {
    source: 'rest',
    storeId: null,
    externalId: dto.externalId,
    currency: dto.currency,
    placedAt: dto.placedAt ? new Date(dto.placedAt) : now,
    test: false,
    customer: {
      name: customer.name,
      email: customer.email ?? null,
      phone: textOrNull(customer.phone),
      language: customer.language ?? languageDefault,
    },
    shippingAddress: addressOf(dto.shippingAddress),
    lines: dto.lines.map(({ externalLineId, sku, title, quantity, unitPriceMinor, weightGrams }) => ({
      ...{ externalLineId, sku, title, quantity, unitPriceMinor },
      weightGrams: weightGrams ?? null,
    })),
    shippingMinor: dto.shippingMinor ?? 0,
    discountMinor: dto.discountMinor ?? 0,
    payment: { method: payment.method, status: payment.status },
    promiseBy: dto.promiseBy ? new Date(dto.promiseBy) : null,
    note: textOrNull(dto.note),
  };
}

export function addressOf(dto: ShippingAddressDto): PostalAddress {
  return {
    name: dto.name,
    line1: dto.line1,
    line2: textOrNull(dto.line2),
    district: textOrNull(dto.district),
    city: dto.city,
    region: textOrNull(dto.region),
    postalCode: textOrNull(dto.postalCode),
    country: dto.country,
    phone: textOrNull(dto.phone),
  };
}

/** Nobody said: an empty text means the same as none. */
const textOrNull = (text: string | null | undefined): string | null => (text?.trim() ? text : null);
