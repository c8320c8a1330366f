import { describe, expect, it } from '@jest/globals';
import { lateBackorders } from './late-backorders.js';

const promiseBy = new Date('2026-11-25T17:00:00Z');
const [before, after] = ['2026-11-24T09:00:00.000Z', '2026-11-26T09:00:00.000Z'];
const line = (backorderedQuantity: number, expectedShipAt: string | null) => ({ backorderedQuantity, expectedShipAt });

describe('a backorder', () => {
  it('breaks the promise of its order when it leaves after it, or nobody says when', () => {
    expect(lateBackorders([line(2, after), line(1, null)], promiseBy)).toEqual([
      { code: 'SHIPS_AFTER_PROMISE', at: new Date(after), units: 2 },
      { code: 'SHIPS_AFTER_PROMISE', at: null, units: 1 },
    ]);
  });

  it('breaks its own promise when its day comes and it is still there', () => {
    const onItsDay = [{ code: 'NOT_SHIPPED', at: new Date(before), units: 2 }];
    expect(lateBackorders([line(2, before)], promiseBy)).toEqual(onItsDay);
    expect(lateBackorders([line(2, before)], null)).toEqual(onItsDay);
  });

  it('breaks none where nobody promised anything', () => {
    expect(lateBackorders([line(3, null)], null)).toEqual([]);
    expect(lateBackorders([line(0, after)], promiseBy)).toEqual([]);
  });

  it('is told once for each day, with all units that wait for it', () => {
    expect(lateBackorders([line(2, after), line(0, after), line(3, after)], promiseBy)).toEqual([
      { code: 'SHIPS_AFTER_PROMISE', at: new Date(after), units: 5 },
    ]);
  });
});
