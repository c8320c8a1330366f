import { http } from './http.js';
import type {
  Page,
  ReceiptPreview,
  ReceivedCondition,
  Refund,
  Return,
  ReturnStatus,
  SettlementPreview,
} from './types.js';

export interface ReturnFilter {
  /** `waiting`: what is not closed, the one first that has stood longest as it does. */
  order?: 'waiting' | undefined;
  orderId?: string | undefined;
  status?: string | undefined;
  supplierId?: string | undefined;
  q?: string | undefined;
  after?: string | undefined;
  limit?: number;
}

export interface ReceivedLine {
  returnLineId: string;
  quantity: number;
  condition: ReceivedCondition;
}

export interface WayBack {
  /** Null: to the merchant. */
  supplierId: string | null;
  method: 'label' | 'instructions';
  carrier: string | null;
  trackingNumber: string | null;
  labelUrl: string | null;
  instructions: string | null;
}

const at = (id: string): string => `/v1/returns/${encodeURIComponent(id)}`;
const refundAt = (id: string): string => `/v1/refunds/${encodeURIComponent(id)}`;

export const listReturns = (filter: ReturnFilter): Promise<Page<Return>> => http.get('/v1/returns', { ...filter });
export const countReturns = (): Promise<Partial<Record<ReturnStatus, number>>> => http.get('/v1/returns/counts');
export const getReturn = (id: string): Promise<Return> => http.get(at(id));
export const approveReturn = (id: string): Promise<Return> => http.post(`${at(id)}/approve`);
export const refuseReturn = (id: string, detail: string | null): Promise<Return> =>
  http.post(`${at(id)}/refuse`, { detail });
export const issueLabel = (id: string, label: WayBack): Promise<Return> => http.post(`${at(id)}/label`, label);
export const previewReceipt = (id: string, lines: readonly ReceivedLine[]): Promise<ReceiptPreview> =>
  http.post(`${at(id)}/receipts/preview`, { lines });
/** The same reference again is the same receipt. */
export const receiveReturn = (id: string, reference: string, lines: readonly ReceivedLine[]): Promise<Return> =>
  http.post(`${at(id)}/receipts`, { reference, lines });
/** What is due now and was not paid back. */
export const previewRefund = (id: string): Promise<SettlementPreview> => http.get(`${at(id)}/due`);
export const refundReturn = (id: string): Promise<Return> => http.post(`${at(id)}/refund`);
export const closeReturn = (id: string, outcome: 'claimed' | 'nothing_due'): Promise<Return> =>
  http.post(`${at(id)}/close`, { outcome });
export const cancelReturn = (id: string): Promise<Return> => http.post(`${at(id)}/cancel`);

export interface RefundFilter {
  orderId?: string | undefined;
  status?: string | undefined;
  after?: string | undefined;
  limit?: number;
}

export const listRefunds = (filter: RefundFilter): Promise<Page<Refund>> => http.get('/v1/refunds', { ...filter });
export const getRefund = (id: string): Promise<Refund> => http.get(refundAt(id));
export const retryRefund = (id: string): Promise<Refund> => http.post(`${refundAt(id)}/retry`);
export const confirmRefund = (id: string, storeReference: string): Promise<Refund> =>
  http.post(`${refundAt(id)}/confirm`, { storeReference });
