import { readLabel, type Label } from '../../world/domain/label.js';
import type { BookedLine } from './answer-plan.js';

/** A purchase order as a supplier reads it. */
export interface ReceivedPurchaseOrder {
  id: string;
  number: string;
  orderId: string;
  shipTo: Label;
  lines: BookedLine[];
}

interface RawOrder {
  id?: unknown;
  number?: unknown;
  orderId?: unknown;
  shipTo?: unknown;
  lines?: unknown;
}

/** Reads what the product sent; null when it is no purchase order. A supplier takes what it needs and ignores the rest. */
export function readPurchaseOrder(value: unknown): ReceivedPurchaseOrder | null {
  if (typeof value !== 'object' || value === null) return null;
  const raw = value as RawOrder;
  const lines = Array.isArray(raw.lines) ? raw.lines.map(readLine) : [];
  if (typeof raw.id !== 'string' || typeof raw.orderId !== 'string' || lines.length === 0) return null;
  return {
    id: raw.id,
    number: typeof raw.number === 'string' ? raw.number : raw.id,
    orderId: raw.orderId,
    shipTo: readLabel(raw.shipTo),
    lines: lines.filter((line) => line !== null),
  };
}

function readLine(value: unknown): BookedLine | null {
  const line = (value ?? {}) as { id?: unknown; supplierSku?: unknown; quantity?: unknown };
  if (typeof line.id !== 'string' || typeof line.quantity !== 'number') return null;
  return { lineId: line.id, supplierSku: String(line.supplierSku), quantity: line.quantity };
}
