import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { planAddressAnswer } from '../src/suppliers/domain/address-answer.js';
import { BookingsService } from '../src/suppliers/bookings.service.js';
import { SimulatedWorld } from './simulated-world.js';

describe('a simulated supplier', () => {
  let world: SimulatedWorld;
  beforeAll(async () => {
    world = await SimulatedWorld.begin();
  });
  afterAll(() => world.end());

  const bookingOf = async (purchaseOrderId: string) =>
    (await world.ledger()).bookings.filter((booking) => booking.purchaseOrderId === purchaseOrderId);

  it('books a purchase order once, however often and however simultaneously it is delivered', async () => {
    const order = world.product.aPurchaseOrder('anadolu');
    const statuses = await Promise.all(Array.from({ length: 5 }, () => world.product.push(order)));
    expect(statuses).toEqual(Array(5).fill(204));
    expect(await bookingOf(order.id)).toHaveLength(1);
    const { deliveries } = await world.ledger();
    const outcomes = deliveries.filter((each) => each.purchaseOrderId === order.id).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['booked', 'duplicate', 'duplicate', 'duplicate', 'duplicate']);
    await eventually(() =>
      expect(world.product.shipNotices.filter((each) => each.purchaseOrderId === order.id)).toHaveLength(1),
    );
  });

  it('refuses what is not signed with its own secret, and books nothing', async () => {
    const order = world.product.aPurchaseOrder('anadolu');
    const wrong = world.product.supplier('thames').secret!;
    expect(await world.product.push(order, 'purchase-order.created', wrong)).toBe(401);
    expect(await bookingOf(order.id)).toEqual([]);
    expect((await world.ledger()).deliveries.filter(({ outcome }) => outcome === 'bad_signature')).toHaveLength(1);
  });

  it('keeps the goods when the purchase order expired before it answered', async () => {
    const order = world.product.aPurchaseOrder('anadolu');
    order.status = 'expired';
    await world.product.push(order);
    const [booking] = await eventually(async () => {
      const bookings = await bookingOf(order.id);
      expect(bookings).toMatchObject([{ state: 'refused' }]);
      return bookings;
    });
    expect(booking?.problem).toBe('409 PURCHASE_ORDER_EXPIRED');
    expect(world.product.shipNotices.some((each) => each.purchaseOrderId === order.id)).toBe(false);
  });
});

describe('a simulated supplier that takes its time', () => {
  let world: SimulatedWorld;
  beforeAll(async () => {
    world = await SimulatedWorld.begin({ SPEED: '7200' });
  });
  afterAll(() => world.end());

  it('takes a cancellation, says nothing more about it and lays the goods back', async () => {
    const units = async (): Promise<number> => {
      const [row] = await world.dataSource.query<[{ sum: number }]>(
        'select sum(quantity)::int as sum from stock_levels',
      );
      return row.sum;
    };
    const before = await units();
    const order = world.product.aPurchaseOrder('anadolu');
    order.lines[0]!.supplierSku = 'ANA-00001';
    await world.product.push(order);
    expect(await units()).toBe(before - 2);

    expect(await world.product.push(order, 'purchase-order.cancelled')).toBe(204);
    expect(await units()).toBe(before);
    await eventually(async () => {
      const { waiting } = await world.get<{ waiting: Record<string, number> }>('/sim/state');
      expect(waiting['supplier.acknowledge']).toBeUndefined();
    });
    expect((await world.ledger()).bookings).toMatchObject([{ state: 'cancelled' }]);
    expect(world.product.acknowledgements).toEqual([]);
  });
});

describe('a simulated supplier that is asked for another address', () => {
  let world: SimulatedWorld;
  beforeAll(async () => {
    // Late: nothing leaves before there is an answer.
    world = await SimulatedWorld.begin({ SPEED: '7200', MISBEHAVIOUR: 'late=1' });
  });
  afterAll(() => world.end());

  const citiesOf = (ids: readonly string[]): Promise<{ id: string; city: string }[]> =>
    world.dataSource.query(
      `select purchase_order_id as id, ship_to ->> 'city' as city from bookings where purchase_order_id = any($1::uuid[]) order by id`,
      [ids],
    );

  it.each([
    ['by webhook', 'anadolu'],
    ['and fetches', 'ege'],
  ])('%s agrees, refuses or says nothing, and sends it where it agreed to', async (_how, supplier) => {
    const questions = Array.from({ length: 12 }, () => ({
      order: world.product.aPurchaseOrder(supplier),
      changeId: randomUUID(),
    }));
    const ids = questions.map(({ order }) => order.id);
    if (supplier === 'anadolu') for (const { order } of questions) await world.product.push(order);
    await eventually(async () => expect(await citiesOf(ids)).toHaveLength(12));
    for (const { order, changeId } of questions) await world.product.askAddress(order, changeId);
    const planned = questions.map(({ order, changeId }) => {
      const asked = { purchaseOrderId: order.id, changeId };
      return { ...asked, ...planAddressAnswer('caravan', asked) };
    });
    const expected = planned
      .filter(({ answer }) => answer !== 'silent')
      .map(({ purchaseOrderId, changeId, answer }) => ({ purchaseOrderId, changeId, accepted: answer === 'yes' }));
    const byId = (one: { purchaseOrderId: string }, other: { purchaseOrderId: string }) =>
      one.purchaseOrderId.localeCompare(other.purchaseOrderId);
    await eventually(async () => {
      const own = world.product.addressAnswers.filter(({ purchaseOrderId }) => ids.includes(purchaseOrderId));
      // What was fetched just before it was answered is answered again, in the same words under the same reference.
      const said = new Map(own.map((answer) => [JSON.stringify(answer), answer]));
      expect([...said.values()].sort(byId)).toEqual(expected.sort(byId));
      const moved = new Set(expected.filter(({ accepted }) => accepted).map(({ purchaseOrderId }) => purchaseOrderId));
      for (const { id, city } of await citiesOf(ids))
        expect([id, city]).toEqual([id, moved.has(id) ? 'İzmir' : 'Ankara']);
    });
    // A message that comes twice is one question.
    const [first] = questions;
    if (supplier === 'anadolu') await world.product.askAddress(first!.order, first!.changeId);
    await eventually(async () => {
      const { addressQuestions } = await world.ledger();
      const asked = addressQuestions.filter(({ purchaseOrderId }) => ids.includes(purchaseOrderId));
      expect(asked.map(({ messageIds }) => messageIds.length)).toEqual(Array(12).fill(supplier === 'anadolu' ? 1 : 0));
    });
  });

  it('neither writes a label anew while the parcel leaves, nor lets it leave meanwhile', async () => {
    const bookings = world.service.app.get(BookingsService);
    const order = world.product.aPurchaseOrder('anadolu');
    await world.product.push(order);
    expect(await bookings.takeInHand(order.id, 'address')).toMatchObject({ shipTo: { city: 'Ankara' } });
    expect(await bookings.takeInHand(order.id, 'shipping')).toBeNull();
    expect(await bookings.takeInHand(order.id, 'address')).not.toBeNull();
  });
});

describe('a simulated supplier with bad days', () => {
  let world: SimulatedWorld;
  beforeAll(async () => {
    world = await SimulatedWorld.begin({ MISBEHAVIOUR: 'error500=1,silent=0.5,rejectAll=0.5' });
  });
  afterAll(() => world.end());

  it('answers 500 once, before or after booking, and has one booking after the repetition', async () => {
    const outcomes = new Set<string>();
    for (let count = 0; count < 12; count++) {
      const order = world.product.aPurchaseOrder('thames');
      expect(await world.product.push(order)).toBe(500);
      expect(await world.product.push(order)).toBe(204);
      const { deliveries, bookings } = await world.ledger();
      outcomes.add(deliveries.find((each) => each.purchaseOrderId === order.id)!.outcome);
      expect(bookings.filter((booking) => booking.purchaseOrderId === order.id)).toHaveLength(1);
    }
    expect(outcomes).toEqual(new Set(['answered_500', 'booked_then_500']));
  });

  it('stays silent or refuses everything, and ships nothing either way', async () => {
    await eventually(async () => {
      const { bookings } = await world.ledger();
      expect(new Set(bookings.map(({ state }) => state))).toEqual(new Set(['silent', 'rejected']));
    });
    expect(world.product.shipNotices).toEqual([]);
    for (const { body } of world.product.acknowledgements) {
      const lines = body['lines'] as { acceptedQuantity: number; rejectedQuantity: number; reasonCode: string }[];
      expect(lines.every((line) => line.acceptedQuantity === 0 && line.reasonCode === 'OUT_OF_STOCK')).toBe(true);
    }
  });
});
