import { describe, expect, it } from '@jest/globals';
import { PurchaseOrderShipped, ParcelLine, ParcelShipped } from '../events/purchase-order.events.js';
import { UnreadableMessageError, validData } from './cloud-events.js';
import { instanceOf } from './instance-of.js';

const parcel = { parcelId: 'p', lines: [{ quantity: 1 }] };

describe('making facts of plain data', () => {
  it('gives nested facts and lists of them their classes', () => {
    const shipped = instanceOf(PurchaseOrderShipped, { reference: 'r', parcels: [parcel] });

    expect(shipped).toBeInstanceOf(PurchaseOrderShipped);
    expect(shipped.parcels[0]).toBeInstanceOf(ParcelShipped);
    expect(shipped.parcels[0]?.lines[0]).toBeInstanceOf(ParcelLine);
  });

  it('leaves what is of another shape for the rules to refuse', () => {
    for (const parcels of ['text', null, [null], [1], { lines: 'x' }]) {
      expect(() => validData(PurchaseOrderShipped, { parcels })).toThrow(UnreadableMessageError);
    }
  });

  it('cannot be talked into being something else', () => {
    const data = JSON.parse('{"__proto__":{"quantity":1},"constructor":1,"quantity":2}') as object;
    const line = instanceOf(ParcelLine, data);

    expect(line).toBeInstanceOf(ParcelLine);
    expect(line.constructor).toBe(ParcelLine);
    expect(line.quantity).toBe(2);
  });
});
