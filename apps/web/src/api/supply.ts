import { http } from './http.js';
import type { Offer, Page, PurchaseOrder, Shipment, ShipmentDetail, Supplier } from './types.js';

export interface PurchaseOrderFilter {
  status?: string | undefined;
  supplierId?: string | undefined;
  after?: string | undefined;
  limit?: number;
}

export interface Acknowledgement {
  reference: string;
  lines: {
    lineId: string;
    acceptedQuantity: number;
    backorderedQuantity: number;
    rejectedQuantity: number;
    reasonCode: string | null;
    expectedShipAt: string | null;
  }[];
}

export interface ShipNotice {
  reference: string;
  parcels: {
    carrier: string;
    trackingNumber: string;
    shippedAt: string;
    lines: { lineId: string; quantity: number }[];
  }[];
}

interface AddressAnswer {
  reference: string;
  changeId: string;
  accepted: boolean;
}

const purchaseOrderAt = (id: string): string => `/v1/purchase-orders/${encodeURIComponent(id)}`;

export const listPurchaseOrders = (filter: PurchaseOrderFilter): Promise<Page<PurchaseOrder>> =>
  http.get('/v1/purchase-orders', { ...filter });
export const getPurchaseOrder = (id: string): Promise<PurchaseOrder> => http.get(purchaseOrderAt(id));
export const acknowledge = (id: string, body: Acknowledgement): Promise<unknown> =>
  http.post(`${purchaseOrderAt(id)}/acknowledgements`, body);
export const sendShipNotice = (id: string, body: ShipNotice): Promise<unknown> =>
  http.post(`${purchaseOrderAt(id)}/ship-notices`, body);
export const answerAddressChange = (id: string, body: AddressAnswer): Promise<unknown> =>
  http.post(`${purchaseOrderAt(id)}/address-change-answers`, body);

export const listSuppliers = (): Promise<Page<Supplier>> => http.get('/v1/suppliers', { limit: 200 });
export const getSupplier = (id: string): Promise<Supplier> => http.get(`/v1/suppliers/${encodeURIComponent(id)}`);
export const listOffers = (supplierId: string, after?: string): Promise<Page<Offer>> =>
  http.get('/v1/offers', { supplierId, after, limit: 100 });

export const listShipments = (filter: {
  status?: string | undefined;
  orderId?: string | undefined;
  after?: string | undefined;
}): Promise<Page<Shipment>> => http.get('/v1/shipments', { ...filter });
export const getShipment = (id: string): Promise<ShipmentDetail> => http.get(`/v1/shipments/${encodeURIComponent(id)}`);
