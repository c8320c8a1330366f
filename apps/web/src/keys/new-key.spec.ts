import { describe, expect, it } from '@jest/globals';
import { newKeyOf } from './new-key.js';

const merchants = [{ id: 'm1' }, { id: 'm2' }];
const suppliers = [
  { id: 's1', merchantId: 'm1' },
  { id: 's2', merchantId: 'm2' },
];
const draft = { role: 'merchant', merchantId: '', supplierId: '', expiresOn: '' } as const;

describe('a new key', () => {
  it('acts for the merchant that the field shows, the first until another is chosen', () => {
    expect(newKeyOf(draft, merchants, suppliers)).toEqual({ role: 'merchant', merchantId: 'm1' });
    expect(newKeyOf({ ...draft, merchantId: 'm2' }, merchants, suppliers)).toEqual({
      role: 'merchant',
      merchantId: 'm2',
    });
  });

  it('of a supplier carries the merchant that the supplier ships for', () => {
    expect(newKeyOf({ ...draft, role: 'supplier', supplierId: 's2' }, merchants, suppliers)).toEqual({
      role: 'supplier',
      merchantId: 'm2',
      supplierId: 's2',
    });
  });

  it('of an operator belongs to nobody, and lasts through its last day', () => {
    expect(newKeyOf({ ...draft, role: 'operator', expiresOn: '2026-12-31' }, [], [])).toEqual({
      role: 'operator',
      expiresAt: '2026-12-31T23:59:59Z',
    });
  });

  it('cannot be made for a merchant or supplier that does not exist', () => {
    expect(newKeyOf(draft, [], [])).toBeNull();
    expect(newKeyOf({ ...draft, role: 'supplier' }, merchants, [])).toBeNull();
  });
});
