import { describe, expect, it } from '@jest/globals';
import type { KnownParcel } from '../../orders/domain/known-order.js';
import { allocateUnits, returnableUnits, type AllocatedUnits } from './allocate-units.js';

const line = { lineId: 'l1', sku: 'MUG', title: 'Mug', quantity: 5, unitPriceMinor: 100 };
const parcel = (purchaseOrderId: string, quantity: number, deliveredAt: Date | null): KnownParcel => ({
  ...{ shipmentId: `${purchaseOrderId}-${String(quantity)}`, purchaseOrderId, supplierId: `of-${purchaseOrderId}` },
  ...{ carrier: 'aras', lines: [{ orderLineId: 'l1', quantity }], deliveredAt },
});
const order = { lines: [line], parcels: [parcel('po1', 1, null), parcel('po2', 2, new Date())], complete: false };
const units = (purchaseOrderId: string | null, quantity: number): AllocatedUnits => ({
  ...{ orderLineId: 'l1', quantity, purchaseOrderId },
  supplierId: purchaseOrderId === null ? null : `of-${purchaseOrderId}`,
});

describe('who shipped what comes back', () => {
  it('is who delivered first, then who has shipped, then nobody yet', () => {
    expect(allocateUnits(order, [], 'l1', 2)).toEqual([units('po2', 2)]);
    expect(allocateUnits(order, [], 'l1', 4)).toEqual([units('po2', 2), units('po1', 1), units(null, 1)]);
    expect(allocateUnits(order, [], 'l1', 6)).toBeNull();
  });

  it('leaves out what an earlier return took, wherever it was shipped since', () => {
    expect(allocateUnits(order, [units('po2', 1)], 'l1', 2)).toEqual([units('po2', 1), units('po1', 1)]);
    expect(allocateUnits(order, [units(null, 2), units('po2', 2)], 'l1', 1)).toEqual([units('po1', 1)]);
    // Asked for while nothing had left; now all of it has.
    const shipped = { ...order, parcels: [parcel('po3', 5, new Date())] };
    expect(returnableUnits(shipped, [units(null, 3)], 'l1')).toBe(2);
  });

  it('counts only what was shipped once nothing more will be', () => {
    expect(returnableUnits({ ...order, complete: true }, [], 'l1')).toBe(3);
  });
});
