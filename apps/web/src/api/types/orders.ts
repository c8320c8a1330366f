/** Orders, and who was told. */

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
