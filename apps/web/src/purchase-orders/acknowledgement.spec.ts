import { describe, expect, it } from '@jest/globals';
import type { PurchaseOrderLine } from '../api/types.js';
import { acknowledgementOf, draftOf, faultOf } from './acknowledgement.js';

const line: PurchaseOrderLine = {
  id: 'l1',
  supplierSku: 'S-1',
  sku: 'MUG',
  title: 'Mug',
  quantity: 5,
  acknowledgedQuantity: 1,
  rejectedQuantity: 0,
  backorderedQuantity: 0,
  shippedQuantity: 0,
  cancelledQuantity: 0,
  expiredQuantity: 0,
  unitCostMinor: 100,
};

describe('answering a purchase order', () => {
  it('starts with accepting everything that is unanswered', () => {
    expect(draftOf(line)).toMatchObject({ accepted: 4, backordered: 0, rejected: 0 });
  });

  it('cannot answer more units than are unanswered', () => {
    expect(faultOf(line, { ...draftOf(line), accepted: 3, backordered: 2 })).toBe('ack.too-many');
    expect(faultOf(line, { ...draftOf(line), accepted: 2, backordered: 2 })).toBeNull();
  });

  it('needs a reason to reject', () => {
    const rejecting = { ...draftOf(line), accepted: 0, rejected: 4 };
    expect(faultOf(line, rejecting)).toBe('ack.needs-reason');
    expect(faultOf(line, { ...rejecting, reasonCode: 'OUT_OF_STOCK' })).toBeNull();
  });

  it('sends only the lines about which something is said', () => {
    const silent = { ...draftOf(line), lineId: 'l2', accepted: 0 };
    expect(acknowledgementOf('web-1', [draftOf(line), silent])).toEqual({
      reference: 'web-1',
      lines: [
        {
          lineId: 'l1',
          acceptedQuantity: 4,
          backorderedQuantity: 0,
          rejectedQuantity: 0,
          reasonCode: null,
          expectedShipAt: null,
        },
      ],
    });
    expect(acknowledgementOf('web-1', [silent])).toBeNull();
  });

  it('forgets a reason that was chosen before the rejection was taken back', () => {
    const answer = acknowledgementOf('web-1', [{ ...draftOf(line), reasonCode: 'OTHER' }]);
    expect(answer?.lines[0]?.reasonCode).toBeNull();
  });
});
