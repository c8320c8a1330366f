import type { IncomingMessage } from 'node:http';

/** What the double of the product is asked, and answers. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  key: string | null;
  headers: IncomingMessage['headers'];
  raw: string;
}
export interface Reply {
  status: number;
  body?: unknown;
}
export interface DoubleSupplier {
  id: string;
  code: string;
  channel: { type: string; url?: string };
  secret: string | null;
}
export interface DoublePurchaseOrder {
  id: string;
  number: string;
  supplierId: string;
  orderId: string;
  status: string;
  shipTo: { city: string };
  lines: { id: string; supplierSku: string; quantity: number }[];
  /** Another address that the supplier is asked for. */
  addressChange?: { changeId: string; shipTo: { city: string }; answerBy: string } | null;
}
export type Body = Record<string, unknown>;

export function json(call: Call): Body {
  return JSON.parse(call.raw) as Body;
}

export function list(items: unknown[]): Reply {
  return { status: 200, body: { items, next: null } };
}
