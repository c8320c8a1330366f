import type { AssessedLine } from './returns.js';

/** What a return policy would say, beside what the active one says. */

export type AnswerPart = 'allowed' | 'clause' | 'destination' | 'payer';

export interface ComparedLine {
  orderLineId: string;
  supplierId: string | null;
  quantity: number;
  sku: string;
  title: string;
  active: AssessedLine;
  draft: AssessedLine;
  /** What the draft answers otherwise; empty: the same. */
  otherwise: AnswerPart[];
}

export interface ComparedOrder {
  orderId: string;
  externalId: string;
  deliveredAt: string | null;
  lines: ComparedLine[];
}

export interface AnswerChanges {
  orders: number;
  lines: number;
  ordersOtherwise: number;
  linesOtherwise: number;
  byPart: Readonly<Record<AnswerPart, number>>;
  newlyAllowed: number;
  newlyRefused: number;
  byClause: { from: string; to: string; lines: number }[];
}

export interface ReturnPolicyPreview {
  /** `id` null: the default policy. */
  against: { id: string | null; version: number };
  reasonCode: string;
  daysAfterDelivery: number | null;
  changes: AnswerChanges;
  /** The order that was asked for; of many, the newest that would be answered otherwise. */
  items: ComparedOrder[];
}
