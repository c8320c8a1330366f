import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { OrderShipped } from '#contracts';
import { draft } from '#messaging';
import { answersToTwo, editedByTwo, startServiceUnderTest, type ServiceUnderTest, type TestClient } from '#testing';
import { afterSalesService } from '../src/service.js';
import { bought, daysAgo } from './builders.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startServiceUnderTest(afterSalesService);
});
afterAll(() => service.stop());

const path = '/v1/return-policies';

interface Policy {
  id: string;
  version: number;
  content: object;
}
interface Preview {
  against: object;
  changes: { orders: number; lines: number; linesOtherwise: number; byClause: object[] };
  items: { orderId: string; lines: { sku: string; otherwise: string[] }[] }[];
}

const draftOf = async (client: TestClient, content: object): Promise<Policy> =>
  (await client.post<Policy>(path, { name: 'Try', content })).body;

describe('the draft of a return policy', () => {
  it('is changed by one person at a time', async () => {
    const changed = (name: string): object => ({ name, content: { windowDays: 30 } });
    const [mine, theirs] = [await service.asMerchant(), await service.asOperator()];
    const heard = await editedByTwo(mine, theirs, { path, made: { name: 'Try', content: {} }, changed });
    expect(heard).toEqual(answersToTwo('RETURN_POLICY'));
  });

  it('becomes what one of many made of it, and the others hear of it', async () => {
    const client = await service.asMerchant();
    const { id } = await draftOf(client, {});
    const save = (name: string) =>
      client.put<{ name: string }>(`${path}/${id}`, { name, content: {} }, { 'if-match': '"1"' });
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(save));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    const [saved] = answers.filter(({ status }) => status === 200);
    expect((await client.get(`${path}/${id}`)).body).toMatchObject({ name: saved?.body.name, revision: 2 });
  });

  // What was read said null where no price and no currency was given, and was refused when it was sent back: a policy
  // with groups of goods to exchange could not be edited.
  it('can be sent back as it was read, groups of goods included', async () => {
    const client = await service.asMerchant();
    const goods = [
      { sku: 'MUG-RED', title: 'Red' },
      { sku: 'MUG-BLUE', title: 'Blue' },
    ];
    const { id, content } = await draftOf(client, { exchangeGroups: [{ goods }] });
    const saved = await client.put<Policy>(`${path}/${id}`, { name: 'Again', content }, { 'if-match': '"1"' });
    expect(saved).toMatchObject({ status: 200, body: { content } });
  });
});

describe('what a policy would say', () => {
  const ask = (client: TestClient, id: string, question: object) =>
    client.post<Preview>(`${path}/${id}/preview`, question);

  it('stands beside what the active one says of an order, clause by clause, and changes nothing', async () => {
    const merchantId = uuidv7();
    const client = await service.asMerchant(merchantId);
    const order = await bought(service, { merchantId, country: 'US', delivered: [daysAgo(20), daysAgo(20)] });
    const { id, version } = await draftOf(client, { windowDays: 30, excludedSkus: ['LA*'] });
    const { status, body } = await ask(client, id, { orderId: order.orderId });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      against: { version: 1 },
      changes: { orders: 1, lines: 2, linesOtherwise: 2, newlyAllowed: 1, newlyRefused: 0 },
      items: [{ orderId: order.orderId, externalId: '1001' }],
    });
    expect(body.items[0]?.lines).toMatchObject([
      {
        ...{ sku: 'MUG-RED', quantity: 2, supplierId: order.mugSupplier, otherwise: ['allowed', 'clause'] },
        active: { allowed: false, clause: 'WINDOW_CLOSED' },
        draft: {
          allowed: true,
          clause: 'MERCHANT_WINDOW',
          clauses: [{ clause: 'EXCLUDED_GOODS', holds: false }, {}, {}, {}],
        },
      },
      { sku: 'LAMP', otherwise: ['clause'], draft: { allowed: false, clause: 'EXCLUDED_GOODS' } },
    ]);
    // Nothing of it is kept: the draft is as it was, and the order is answered as before.
    expect((await client.get(`${path}/${id}`)).body).toMatchObject({ version, state: 'draft', revision: 1 });
    const lines = [{ lineId: order.mug, quantity: 1, reasonCode: 'CHANGED_MIND' }];
    const assessed = await client.post(`/v1/orders/${order.orderId}/returns/assessment`, { lines });
    expect(assessed.body).toMatchObject({ lines: [{ allowed: false, clause: 'WINDOW_CLOSED' }] });
    expect((await client.get<{ items: object[] }>('/v1/returns')).body.items).toEqual([]);
  });

  it('is counted over the newest orders that were delivered, at the day that somebody names', async () => {
    const merchantId = uuidv7();
    const client = await service.asMerchant(merchantId);
    const here = { merchantId, country: 'US' };
    const old = await bought(service, { ...here, delivered: [daysAgo(90), daysAgo(90)] });
    const late = await bought(service, { ...here, delivered: [daysAgo(20), daysAgo(20)] });
    const fresh = await bought(service, { ...here, delivered: [daysAgo(2), daysAgo(1)] });
    // On its way, and cancelled before anything left: nothing more will be shipped of either.
    for (const shipped of ['everything', 'nothing'] as const) {
      const { orderId } = await bought(service, { ...here, shipped, delivered: [daysAgo(2), null] });
      await service.publish(draft(OrderShipped, { merchantId, key: orderId }, { orderId }));
    }
    await bought(service, { country: 'US' });
    const { id } = await draftOf(client, { windowDays: 30 });
    const [today, oneOrder, daysLater, none] = [
      await ask(client, id, { orders: 200 }),
      await ask(client, id, { orders: 1 }),
      await ask(client, id, { orders: 200, daysAfterDelivery: 20 }),
      await ask(client, id, { orders: 200, daysAfterDelivery: 40 }),
    ];
    const toWindow = { from: 'WINDOW_CLOSED', to: 'MERCHANT_WINDOW' };
    expect(today.body.changes).toMatchObject({
      orders: 3,
      lines: 6,
      linesOtherwise: 2,
      byClause: [{ ...toWindow, lines: 2 }],
    });
    expect(today.body.items.map(({ orderId }) => orderId)).toEqual([late.orderId]);
    expect(oneOrder.body.changes).toMatchObject({ orders: 1, lines: 2, linesOtherwise: 0 });
    expect(daysLater.body.changes).toMatchObject({ linesOtherwise: 6, byClause: [{ ...toWindow, lines: 6 }] });
    expect(daysLater.body.items.map(({ orderId }) => orderId)).toEqual([fresh, late, old].map((one) => one.orderId));
    expect(none.body.changes.linesOtherwise).toBe(0);
  });

  it('is asked about one thing at a time, by whom it concerns', async () => {
    const merchantId = uuidv7();
    const client = await service.asMerchant(merchantId);
    const stranger = await service.asMerchant();
    const { orderId } = await bought(service, { merchantId });
    const { id } = await draftOf(client, {});
    const asked = async (who: TestClient, question: object): Promise<unknown[]> => {
      const { status, body } = await ask(who, id, question);
      return [status, (body as unknown as { code?: string }).code];
    };
    expect(await asked(client, {})).toEqual([422, 'PREVIEW_CHOICE']);
    expect(await asked(client, { orderId, orders: 3 })).toEqual([422, 'PREVIEW_CHOICE']);
    expect(await asked(client, { orders: 201 })).toEqual([422, 'VALIDATION_FAILED']);
    expect(await asked(client, { orderId: uuidv7() })).toEqual([404, 'ORDER_NOT_FOUND']);
    expect(await asked(stranger, { orderId })).toEqual([404, 'RETURN_POLICY_NOT_FOUND']);
    expect(await asked(await service.asOperator(), { orderId })).toEqual([200, undefined]);
    const own = await draftOf(stranger, {});
    // Another merchant's order is none to try it on.
    expect((await ask(stranger, own.id, { orderId })).status).toBe(404);
    expect((await ask(await service.asSupplier(uuidv7(), merchantId), id, { orderId })).status).toBe(403);
  });
});
