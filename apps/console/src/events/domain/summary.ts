import { afterSalesSentences } from './after-sales-sentences.js';

/** Flat facts that a sentence about an event needs, in any language. */
export type SummaryParameters = Readonly<Record<string, string | number | null>>;

/** Loosely typed on purpose: whatever an event lacks, its sentence goes without. */
interface Facts {
  readonly [name: string]: unknown;
}

interface Summary {
  /** `{name}` stands for a parameter. */
  readonly text: string;
  readonly parameters?: (data: Facts) => SummaryParameters;
}

const summaries: Readonly<Record<string, Summary>> = {
  'order.placed': {
    text: 'Order {externalId} came in with {lines} line(s)',
    parameters: (data) => ({
      ...pick(data, 'externalId', 'source', 'currency', 'totalMinor'),
      lines: listOf(data['lines']).length,
      units: sumOf(data['lines'], 'quantity'),
    }),
  },
  'order.held': { text: 'Held: {reasonCode}', parameters: (data) => pick(data, 'reasonCode', 'nextAction') },
  'order.released': { text: 'Released by {releasedBy}', parameters: (data) => pick(data, 'releasedBy') },
  'order.routed': { text: 'Routed to {suppliers}', parameters: routing },
  'order.rerouted': { text: 'Routed again (version {routingVersion}) to {suppliers}', parameters: routing },
  'order.unroutable': {
    text: '{units} unit(s) found no supplier: {reasonCode}',
    parameters: (data) => ({ ...pick(data, 'reasonCode', 'nextAction'), units: sumOf(data['lines'], 'quantity') }),
  },
  'order.cancellation-requested': {
    text: 'Cancellation requested: {reasonCode}',
    parameters: (data) => ({
      ...pick(data, 'reasonCode'),
      purchaseOrders: listOf(data['purchaseOrderIds']).length,
    }),
  },
  'order.cancelled': {
    text: 'Cancelled: {reasonCode}',
    parameters: (data) => ({ ...pick(data, 'reasonCode'), partly: data['partly'] === true ? 'yes' : 'no' }),
  },
  'order.cancellation-refused': {
    text: 'Cannot be cancelled: {reasonCode}',
    parameters: (data) => pick(data, 'reasonCode'),
  },
  'order.address-change-requested': {
    text: 'Another address asked for',
    parameters: (data) => ({ purchaseOrders: listOf(data['purchaseOrderIds']).length }),
  },
  'order.address-changed': {
    text: 'Goes to another address',
    parameters: (data) => ({ partly: data['partly'] === true ? 'yes' : 'no' }),
  },
  'order.address-change-refused': {
    text: 'Address stays: {reasonCode}',
    parameters: (data) => pick(data, 'reasonCode'),
  },
  'order.partly-shipped': { text: 'Partly shipped' },
  'order.shipped': { text: 'Everything shipped' },
  'order.delivered': { text: 'Delivered' },
  'purchase-order.created': {
    text: 'Purchase order {number} for {supplierCode}: {units} unit(s)',
    parameters: (data) => ({
      ...pick(data, 'number', 'supplierCode', 'routingVersion', 'currency'),
      units: sumOf(data['lines'], 'quantity'),
    }),
  },
  'purchase-order.sent': { text: 'Purchase order sent by {channel}', parameters: (data) => pick(data, 'channel') },
  'purchase-order.acknowledged': {
    text: 'Supplier answered: {accepted} accepted, {backordered} backordered, {rejected} rejected',
    parameters: (data) => ({
      ...pick(data, 'status', 'reference'),
      accepted: sumOf(data['lines'], 'acceptedQuantity'),
      backordered: sumOf(data['lines'], 'backorderedQuantity'),
      rejected: sumOf(data['lines'], 'rejectedQuantity'),
    }),
  },
  'purchase-order.expired': {
    text: 'The supplier did not answer in time: {units} unit(s) are free again',
    parameters: (data) => ({ units: sumOf(data['lines'], 'quantity') }),
  },
  'purchase-order.cancelled': {
    text: 'Purchase order cancelled: {units} unit(s)',
    parameters: (data) => ({ units: sumOf(data['lines'], 'quantity') }),
  },
  'purchase-order.cancellation-refused': {
    text: 'Cancellation refused: {reasonCode}',
    parameters: (data) => pick(data, 'reasonCode'),
  },
  'purchase-order.address-change-answered': {
    text: 'Supplier answered about the address: {accepted}',
    parameters: (data) => ({ ...pick(data, 'reasonCode'), accepted: data['accepted'] === true ? 'yes' : 'no' }),
  },
  'purchase-order.shipped': {
    text: 'Shipped in {parcels} parcel(s) by {carriers}',
    parameters: (data) => ({
      ...pick(data, 'status', 'reference'),
      parcels: listOf(data['parcels']).length,
      carriers: joined(data['parcels'], 'carrier'),
    }),
  },
  'shipment.registered': {
    text: 'Parcel {trackingNumber} registered with {carrier}',
    parameters: (data) => pick(data, 'carrier', 'trackingNumber'),
  },
  'shipment.status-changed': {
    text: 'Parcel is {status}',
    parameters: (data) => pick(data, 'status', 'previousStatus', 'fault', 'place', 'source'),
  },
  'shipment.delivered': { text: 'Parcel delivered', parameters: (data) => pick(data, 'place') },
  'shipment.promised': {
    text: 'Expected by {latestDay}, most likely on {likelyDay}',
    parameters: (data) =>
      pick(data, 'latestDay', 'likelyDay', 'previousLatestDay', 'reason', 'basis', 'samples', 'onTimeProbability'),
  },
  'shipment.stalled': {
    text: 'Nothing heard of the parcel for {quietHours} hour(s)',
    parameters: (data) => ({
      ...pick(data, 'status', 'quietSince'),
      quietHours: Math.floor(numberOf(data['quietSeconds']) / 3_600),
    }),
  },
  'notification.sent': {
    text: 'Told the {audience}: {template}',
    parameters: (data) => pick(data, 'audience', 'channel', 'template', 'language'),
  },
  'notification.failed': {
    text: 'Could not tell the {audience} ({template}): {reasonCode}',
    parameters: (data) => pick(data, 'audience', 'channel', 'template', 'reasonCode'),
  },
  'offer.changed': {
    text: '{supplierSku}: {onHand} on hand',
    parameters: (data) => pick(data, 'supplierSku', 'sku', 'onHand', 'unitCostMinor', 'currency'),
  },
  'offer.removed': { text: 'Offer removed by the feed' },
  'supplier.changed': { text: 'Supplier {code} changed', parameters: (data) => pick(data, 'code', 'name') },
  'traffic-share.changed': {
    text: '{supplierCode} gets {percent} % of the orders for {sku} instead of {previousPercent} %: {reasonCode}',
    parameters: (data) => ({
      ...pick(data, 'supplierCode', 'sku', 'reasonCode', 'experienceVersion'),
      percent: numberOf(data['permille']) / 10,
      previousPercent: numberOf(data['previousPermille']) / 10,
    }),
  },
  'experience.undone': {
    text: 'Experience {undoneVersion} with {supplierCode} was undone: {reason}',
    parameters: (data) => pick(data, 'supplierCode', 'undoneVersion', 'experienceVersion', 'reason', 'until'),
  },
  'merchant.registered': { text: 'Merchant {name} registered', parameters: (data) => pick(data, 'name', 'currency') },
  'customer.data-requested': {
    text: 'Data of a customer asked for: {purpose}',
    parameters: (data) => pick(data, 'purpose'),
  },
  'customer.data-answered': {
    text: '{service} answered about a customer',
    parameters: (data) => pick(data, 'service'),
  },
  'customer.erasure-requested': {
    text: 'Personal data of {orders} order(s) are to be erased, asked for by {requestedBy}',
    parameters: (data) => ({
      ...pick(data, 'requestedBy'),
      orders: Array.isArray(data['orderIds']) ? data['orderIds'].length : 0,
    }),
  },
  'customer.export-ready': { text: 'The data that a customer asked for are ready' },
  'customer.preferences-changed': { text: 'The customer changed how to be written to' },
  'customer.erasure-done': {
    text: '{service} erased personal data in {rows} place(s)',
    parameters: (data) => ({ ...pick(data, 'service'), rows: sumOf(data['counts'], 'rows') }),
  },
  'access.key-issued': { text: 'A {role} key was issued', parameters: (data) => pick(data, 'role', 'expiresAt') },
  'access.key-revoked': { text: 'A key was revoked' },
  ...Object.fromEntries(
    Object.entries(afterSalesSentences).map(([type, { text, names }]): [string, Summary] => [
      type,
      { text, parameters: (data) => pick(data, ...names) },
    ]),
  ),
};

/** What a sentence about the event needs. Of an event that nobody described yet: nothing. */
export function summaryParameters(event: { readonly type: string; readonly data: object }): SummaryParameters {
  return summaries[event.type]?.parameters?.(event.data as Facts) ?? {};
}

/** The sentence in English; the type itself when nobody wrote one yet. */
export function summaryText(type: string, parameters: SummaryParameters): string {
  const { text } = summaries[type] ?? { text: type };
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(parameters[name] ?? '–'));
}

/** Whether somebody wrote a sentence for this type. */
export const hasSummary = (type: string): boolean => type in summaries;

function routing(data: Facts): SummaryParameters {
  const suppliers = joined(data['purchaseOrders'], 'supplierCode');
  const decision = (data['decision'] ?? {}) as Facts;
  return {
    ...pick(data, 'routingVersion'),
    ...pick(decision, 'costMinor', 'currency'),
    suppliers: suppliers === '' ? 'nobody' : suppliers,
  };
}

function pick(data: Facts, ...names: string[]): Record<string, string | number | null> {
  const entries = names.map((name) => [name, data[name] ?? null] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string | number | null] => {
      return entry[1] === null || typeof entry[1] === 'string' || typeof entry[1] === 'number';
    }),
  );
}

const listOf = (value: unknown): readonly Facts[] => (Array.isArray(value) ? (value as Facts[]) : []);

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

const sumOf = (list: unknown, name: string): number =>
  listOf(list).reduce((sum, item) => sum + numberOf(item[name]), 0);

const joined = (list: unknown, name: string): string =>
  [...new Set(listOf(list).flatMap((item) => (typeof item[name] === 'string' ? [item[name]] : [])))].join(', ');
