import type { Acknowledgement } from '../api/supply.js';
import type { PurchaseOrderLine } from '../api/types.js';
import { unanswered } from './line-facts.js';

/** Why a supplier does not deliver, in the words of the contracts. */
export const refusalReasons = ['OUT_OF_STOCK', 'DISCONTINUED', 'PRICE_CHANGED', 'ADDRESS_NOT_SERVED', 'OTHER'] as const;

/** What a person has filled in for one line. */
export interface LineDraft {
  lineId: string;
  accepted: number;
  backordered: number;
  rejected: number;
  reasonCode: string;
  expectedShipDay: string;
}

export type LineFault = 'ack.too-many' | 'ack.needs-reason';

export const draftOf = (line: PurchaseOrderLine): LineDraft => ({
  lineId: line.id,
  accepted: unanswered(line),
  backordered: 0,
  rejected: 0,
  reasonCode: '',
  expectedShipDay: '',
});

const answered = (draft: LineDraft): number => draft.accepted + draft.backordered + draft.rejected;

/** What is wrong with a line, or null. */
export function faultOf(line: PurchaseOrderLine, draft: LineDraft): LineFault | null {
  if (answered(draft) > unanswered(line)) return 'ack.too-many';
  return draft.rejected > 0 && draft.reasonCode === '' ? 'ack.needs-reason' : null;
}

/** The answer to send: only lines about which something is said; null when nothing is. */
export function acknowledgementOf(reference: string, drafts: readonly LineDraft[]): Acknowledgement | null {
  const lines = drafts
    .filter((draft) => answered(draft) > 0)
    .map((draft) => ({
      lineId: draft.lineId,
      acceptedQuantity: draft.accepted,
      backorderedQuantity: draft.backordered,
      rejectedQuantity: draft.rejected,
      reasonCode: draft.rejected > 0 ? draft.reasonCode : null,
      expectedShipAt: draft.expectedShipDay === '' ? null : `${draft.expectedShipDay}T12:00:00Z`,
    }));
  return lines.length === 0 ? null : { reference, lines };
}
