import type { Address, Order } from '../api/types.js';

/** An address while a person fills it in: every part is text. */
export interface AddressDraft {
  name: string;
  line1: string;
  line2: string;
  district: string;
  city: string;
  postalCode: string;
  country: string;
}

const EMPTY: AddressDraft = { name: '', line1: '', line2: '', district: '', city: '', postalCode: '', country: '' };

/** What is known already. */
export function draftAddress({ shippingAddress, customer }: Pick<Order, 'shippingAddress' | 'customer'>): AddressDraft {
  if (shippingAddress === null) return { ...EMPTY, name: customer.name };
  const { name, line1, line2, district, city, postalCode, country } = shippingAddress;
  return { name, line1, line2: line2 ?? '', district: district ?? '', city, postalCode: postalCode ?? '', country };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The address, or null while somebody could not send a parcel to it. */
export function addressOf(draft: AddressDraft): Address | null {
  const country = draft.country.trim().toUpperCase();
  const [name, line1, city] = [orNull(draft.name), orNull(draft.line1), orNull(draft.city)];
  if (name === null || line1 === null || city === null || !/^[A-Z]{2}$/.test(country)) return null;
  return {
    name,
    line1,
    line2: orNull(draft.line2),
    district: orNull(draft.district),
    city,
    region: null,
    postalCode: orNull(draft.postalCode),
    country,
  };
}
