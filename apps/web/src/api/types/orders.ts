/** Orders, why they were routed so, and who was told. */

export const orderStatuses = [
  'placed',
  'held',
  'routed',
  'partly_shipped',
  'shipped',
  'delivered',
  'unroutable',
  'cancelled',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export interface StatusReason {
  code: string;
  nextAction: string | null;
}

export interface Allocation {
  supplierId: string;
  supplierCode: string;
  purchaseOrderId: string;
  quantity: number;
  status: string;
  shippedQuantity: number;
  releasedQuantity: number;
}

export interface OrderLine {
  id: string;
  externalLineId: string;
  sku: string;
  title: string;
  quantity: number;
  unitPriceMinor: number;
  status: string;
  statusReason: StatusReason | null;
  allocations: Allocation[];
}

export interface OrderParcel {
  shipmentId: string;
  carrier: string | null;
  trackingNumber: string | null;
  status: string;
  stalled: boolean;
}

export interface Customer {
  name: string;
  email: string | null;
  phone: string | null;
  language: string;
}

export interface Address {
  name: string;
  line1: string;
  line2: string | null;
  district: string | null;
  city: string;
  region: string | null;
  postalCode: string | null;
  country: string;
}

export interface Order {
  id: string;
  merchantId: string;
  externalId: string;
  source: string;
  status: OrderStatus;
  statusReason: StatusReason | null;
  currency: string;
  placedAt: string;
  promiseBy: string | null;
  note: string | null;
  customer: Customer;
  shippingAddress: Address | null;
  goodsMinor: number;
  shippingMinor: number;
  discountMinor: number;
  totalMinor: number;
  /** The customer's page. */
  trackingUrl: string;
  lines: OrderLine[];
  parcels: OrderParcel[];
}

export interface DecisionOffer {
  offerId: string;
  lineId: string;
  supplierSku: string;
  available: number;
  unitCostMinor: number;
  currency: string;
  leadTimeDays: number;
  asOf: string;
  ageSeconds: number;
  excluded: string | null;
  chosenQuantity: number;
}

export interface DecisionCandidate {
  supplierId: string;
  supplierCode: string;
  chosen: boolean;
  parcelFixedMinor: number;
  alreadyOpen: boolean;
  goodsMinor: number;
  parcelMinor: number;
  dearerByMinor: number | null;
  reason: string | null;
  offers: DecisionOffer[];
}

export interface RoutingDecision {
  routingVersion: number;
  policyVersion: number;
  currency: string;
  decidedAt: string;
  costMinor: number;
  lowerBoundMinor: number;
  proven: boolean;
  lines: { lineId: string; sku: string; quantity: number }[];
  plan: { lineId: string; supplierId: string; offerId: string; quantity: number }[];
  unfilled: { lineId: string; quantity: number }[];
  candidates: DecisionCandidate[];
}

export interface NotificationItem {
  id: string;
  orderId: string;
  audience: string;
  channel: string;
  template: string;
  language: string;
  status: string;
  statusReason: string | null;
  /** Masked. */
  recipient: string | null;
  createdAt: string;
  sentAt: string | null;
}
