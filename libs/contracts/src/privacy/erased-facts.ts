/** What stands where a name was: some contracts want a character. */
export const ERASED = '–';

type Facts = Readonly<Record<string, unknown>>;
type Erase = (value: unknown) => unknown;

const gone: Erase = () => null;
const marked: Erase = () => ERASED;
/** Nobody holds the new one. */
const replaced: Erase = () => `erased-${crypto.randomUUID()}`;

const customer: Erase = (value) => ({
  ...{ name: ERASED, email: null, phone: null },
  language: (value as Facts)['language'],
});

/** The country stays: it is what tax and law of the sale go by, and says nothing about who it was. */
const address: Erase = (value) =>
  value === null || value === undefined
    ? null
    : {
        ...{ name: ERASED, line1: ERASED, line2: null, district: null, city: ERASED, region: null, postalCode: null },
        ...{ country: (value as Facts)['country'], phone: null },
      };

/** A number leads to the carrier's page, and that to the door. */
const parcels: Erase = (value) =>
  Array.isArray(value) ? value.map((parcel: Facts) => ({ ...parcel, trackingNumber: ERASED })) : value;

/**
 * Every fact on the bus that is about a person, by event type: what it becomes when the person is erased. The event
 * stays valid by its contract, so that it can still be published, replayed and read.
 */
export const personalFacts: Readonly<Record<string, Readonly<Record<string, Erase>>>> = {
  'order.placed': { customer, shippingAddress: address, trackingToken: replaced },
  'order.released': { shippingAddress: address },
  'order.address-change-requested': { shippingAddress: address },
  'order.address-changed': { shippingAddress: address },
  'address-change.requested': { shippingAddress: address },
  'purchase-order.shipped': { parcels },
  'shipment.registered': { trackingNumber: marked },
  'shipment.status-changed': { description: gone, place: gone },
  'shipment.delivered': { place: gone },
  'return.refused': { detail: gone },
  'return.label-issued': { labelUrl: gone, instructions: gone, trackingNumber: gone },
  'withdrawal.declared': { contactEmail: gone },
  'claim.decided': { detail: gone },
  'complaint.message-added': { text: gone },
  'survey.requested': { link: marked },
  'customer.export-ready': { link: marked },
  'review.moderated': { reason: gone },
};

/** Whether events of this type say anything about a person. */
export const isPersonal = (type: string): boolean => Object.hasOwn(personalFacts, type);

/** The facts of an event without those about a person; the same object when there are none. */
export function erasedFacts<T extends object>(type: string, data: T): T {
  const rules = personalFacts[type];
  if (!rules) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]: [string, unknown]) => [name, rules[name] ? rules[name](value) : value]),
  ) as T;
}
