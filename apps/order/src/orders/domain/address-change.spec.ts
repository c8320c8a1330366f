import { describe, expect, it } from '@jest/globals';
import type { PostalAddress, PurchaseOrderAddressChangeAnswered } from '#contracts';
import { anAddress } from '#testing';
import { anOrder, QUANTITY, route, ship, told } from '../../../test/order-models.js';
import { changeAddress, noteAddressAnswer, wishAddress } from './address-change.js';
import type { Order } from './order.js';

const elsewhere = { ...anAddress, line1: 'Atatürk Bulvarı 9', city: 'Ankara' };
const wanted = { changeId: 'change', address: elsewhere };
const anAddressed = (): Order => anOrder({ shippingAddress: anAddress });

type Reason = PurchaseOrderAddressChangeAnswered['reasonCode'];
const answer = (order: Order, purchaseOrderId: string, reasonCode: Reason = null, changeId = 'change'): void => {
  noteAddressAnswer(order, {
    ...{ purchaseOrderId, changeId, orderId: 'order', supplierId: 's', accepted: reasonCode === null, reasonCode },
    answeredAt: '2026-11-22T09:00:00Z',
  });
};
const outcome = (order: Order): unknown[] =>
  order.drainEvents().flatMap(({ eventClass, data }) => {
    const { partly, reasonCode } = data as { partly?: boolean; reasonCode?: string };
    return eventClass.name.startsWith('OrderAddress') ? [[eventClass.name, partly ?? reasonCode]] : [];
  });

describe('another address', () => {
  it('holds at once while no supplier has anything', () => {
    const order = anAddressed();
    changeAddress(order, wanted);
    expect(order.record.shippingAddress).toEqual(elsewhere);
    expect(outcome(order)).toEqual([['OrderAddressChanged', false]]);
  });

  it('is asked of those who have something to ship, and holds when they say yes', () => {
    const order = anAddressed();
    const [one, two] = [route(order, 2), route(order, QUANTITY)];
    told(order);
    changeAddress(order, wanted);
    expect(order.drainEvents()).toMatchObject([{ data: { changeId: 'change', purchaseOrderIds: [one, two] } }]);
    answer(order, one);
    expect(order.record.shippingAddress).toEqual(anAddress);
    answer(order, two);
    expect(order.record.shippingAddress).toEqual(elsewhere);
    expect(outcome(order)).toEqual([['OrderAddressChanged', false]]);
  });

  it.each<[Reason, Reason, unknown[]]>([
    ['SUPPLIER_REFUSED', null, ['OrderAddressChanged', true]],
    ['SUPPLIER_REFUSED', 'CLOSED', ['OrderAddressChangeRefused', 'SUPPLIER_REFUSED']],
    ['NO_ANSWER', 'ALREADY_SHIPPED', ['OrderAddressChangeRefused', 'NO_ANSWER']],
    ['CLOSED', 'CLOSED', ['OrderAddressChanged', false]],
  ])('after the answers %s and %s', (first, second, told) => {
    const order = anAddressed();
    const [one, two] = [route(order, 2), route(order, QUANTITY)];
    changeAddress(order, wanted);
    order.drainEvents();
    answer(order, one, first);
    answer(order, two, second);
    expect(outcome(order)).toEqual([told]);
    expect(order.record.shippingAddress).toEqual(told[0] === 'OrderAddressChanged' ? elsewhere : anAddress);
  });

  it('goes along with whoever is asked to ship meanwhile', () => {
    const order = anAddressed();
    const one = route(order, 2);
    changeAddress(order, wanted);
    route(order, QUANTITY);
    order.drainEvents();
    answer(order, one, 'SUPPLIER_REFUSED');
    expect(outcome(order)).toEqual([['OrderAddressChanged', true]]);
  });

  it('is for what has not left: parcels on their way make it a part', () => {
    const order = anAddressed();
    const one = route(order, QUANTITY);
    ship(order, one, 2);
    changeAddress(order, wanted);
    order.drainEvents();
    answer(order, one);
    expect(outcome(order)).toEqual([['OrderAddressChanged', true]]);
  });

  it('is no use to an order that is being cancelled meanwhile', () => {
    const order = anAddressed();
    const one = route(order, QUANTITY);
    changeAddress(order, wanted);
    order.requestCancel('REQUESTED_BY_CUSTOMER');
    order.drainEvents();
    answer(order, one);
    expect(outcome(order)).toEqual([['OrderAddressChangeRefused', 'ORDER_CANCELLED']]);
  });

  it('asked for again changes nothing, and an answer that nobody waits for neither', () => {
    const order = anAddressed();
    const one = route(order, QUANTITY);
    changeAddress(order, wanted);
    order.drainEvents();
    changeAddress(order, { ...wanted, changeId: 'again' });
    answer(order, one, null, 'older');
    expect([order.record.addressChange?.id, order.drainEvents()]).toEqual(['change', []]);
    answer(order, one);
    changeAddress(order, { ...wanted, changeId: 'again' });
    answer(order, one);
    expect(outcome(order)).toEqual([['OrderAddressChanged', false]]);
  });

  const refusals: readonly { code: string; make: () => Order; address: PostalAddress }[] = [
    { code: 'COUNTRY_CHANGED', make: anAddressed, address: { ...elsewhere, country: 'DE' } },
    { code: 'ADDRESS_MISSING', make: anOrder, address: elsewhere },
    { code: 'ALREADY_SHIPPED', make: shipped, address: elsewhere },
    { code: 'ORDER_CANCELLED', make: cancelled, address: elsewhere },
    { code: 'CHANGE_PENDING', make: changing, address: { ...elsewhere, city: 'İzmir' } },
  ];
  it.each(refusals)('is refused as $code, to a person and in an event', ({ code, make, address }) => {
    const order = make();
    order.drainEvents();
    expect(() => changeAddress(order, { changeId: 'c', address })).toThrow(expect.objectContaining({ code }));
    expect(order.drainEvents()).toEqual([]);
    wishAddress(order, { changeId: 'c', address });
    expect(outcome(order)).toEqual([['OrderAddressChangeRefused', code]]);
  });

  it('that holds already is a wish fulfilled', () => {
    const order = anAddressed();
    wishAddress(order, { changeId: 'c', address: anAddress });
    expect(outcome(order)).toEqual([['OrderAddressChanged', false]]);
  });
});

describe('a cancellation that comes too late', () => {
  it('is answered when all has left', () => {
    const order = shipped();
    told(order);
    order.wishCancel('REQUESTED_BY_CUSTOMER');
    expect(told(order)).toEqual(['OrderCancellationRefused']);
  });

  it('is answered when all leaves before the supplier hears of it', () => {
    const order = anAddressed();
    const one = route(order, QUANTITY);
    order.wishCancel('REQUESTED_BY_CUSTOMER');
    told(order);
    ship(order, one, QUANTITY);
    expect(told(order)).toContain('OrderCancellationRefused');
    expect(order.record.status).toBe('shipped');
  });
});

function shipped(): Order {
  const order = anAddressed();
  ship(order, route(order, QUANTITY), QUANTITY);
  return order;
}

function cancelled(): Order {
  const order = anAddressed();
  order.requestCancel('OTHER');
  return order;
}

function changing(): Order {
  const order = anAddressed();
  route(order, QUANTITY);
  changeAddress(order, wanted);
  return order;
}
