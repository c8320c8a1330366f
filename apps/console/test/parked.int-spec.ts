import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { encodeCursor } from '#platform';
import { eventually, type TestClient } from '#testing';
import { OrderStory } from './builders.js';
import { startConsole, type ConsoleUnderTest } from './console-under-test.js';
import { answerJson, type Upstream } from './upstreams.js';

interface ListBody {
  items: { id: string; service: string }[];
  next: string | null;
  unreachable: { service: string; detail: string }[];
}

let console: ConsoleUnderTest;
let operator: TestClient;
let own: { id: string };

beforeAll(async () => {
  console = await startConsole();
  operator = await console.asOperator();
  // No merchant id is so spelled: the console cannot store it, now or later.
  await console.publish(new OrderStory('nobody').placed());
  own = await eventually(async () => {
    const { body } = await operator.get<ListBody>('/v1/console/parked');
    if (!body.items[0]) throw new Error('not parked yet');
    return body.items[0];
  });
});
afterAll(() => console.stop());
beforeEach(() => {
  for (const upstream of peers()) {
    holding(upstream, 'whoever', []);
    upstream.requests.length = 0;
  }
});

const peers = (): Upstream[] => {
  const { order, supplierSync, shippingTracker, afterSales, notification } = console.upstreams;
  return [order, supplierSync, shippingTracker, afterSales, notification];
};

/** A service with parked messages that lists them as the platform does. */
function holding(upstream: Upstream, service: string, minutes: readonly number[]): { id: string }[] {
  const messages = minutes.map((minute) => ({
    id: uuidv7(),
    service,
    firstParkedAt: `2020-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`,
  }));
  upstream.handler = (request, response) => {
    const url = new URL(request.url ?? '', upstream.url);
    const one = messages.find(({ id }) => url.pathname === `/v1/parked/${id}`);
    if (one) {
      answerJson(response, 200, one);
      return;
    }
    if (url.pathname !== '/v1/parked') {
      answerJson(response, 404, {});
      return;
    }
    const start = messages.findIndex(({ id }) => url.searchParams.get('after') === encodeCursor([id])) + 1;
    const items = messages.slice(start, start + Number(url.searchParams.get('limit')));
    const isLast = start + items.length >= messages.length;
    answerJson(response, 200, { items, next: isLast ? null : encodeCursor([items.at(-1)?.id ?? '']) });
  };
  return messages;
}

const readingBody = (request: NodeJS.ReadableStream, done: (body: unknown) => void): void => {
  let text = '';
  request.on('data', (part: Buffer) => (text += part.toString())).on('end', () => done(JSON.parse(text)));
};

describe('parked messages of all services', () => {
  it('are one list, newest first, in pages that lose and repeat nothing', async () => {
    const orders = holding(console.upstreams.order, 'order', [50, 40, 10]);
    const mails = holding(console.upstreams.notification, 'notification', [45, 30, 20, 5]);
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const page: { body: ListBody } = await operator.get<ListBody>(
        `/v1/parked?limit=2${after === null ? '' : `&after=${after}`}`,
      );
      ids.push(...page.body.items.map(({ id }) => id));
      after = page.body.next;
    } while (after !== null);
    const [o1, o2, o3] = orders.map(({ id }) => id);
    const [m1, m2, m3, m4] = mails.map(({ id }) => id);
    expect(ids).toEqual([own.id, o1, m1, o2, m2, m3, o3, m4]);
  });

  it('are asked for with the operator’s own key', async () => {
    await operator.get('/v1/parked?state=dead');
    for (const upstream of peers()) {
      const [request] = upstream.requests;
      expect(request?.headers.authorization).toBe(`Bearer ${operator.key ?? ''}`);
      expect(request?.url).toBe('/v1/parked?state=dead&limit=50');
    }
  });

  it('include the console’s own, and say which service could not be asked', async () => {
    console.upstreams.supplierSync.handler = (request) => request.socket.destroy();
    console.upstreams.shippingTracker.handler = (_request, response) => answerJson(response, 401, {});
    const { status, body } = await operator.get<ListBody>('/v1/parked');
    expect(status).toBe(200);
    expect(body.items).toEqual([expect.objectContaining({ id: own.id, service: 'console' })]);
    expect(body.unreachable).toEqual([
      { service: 'supplier-sync', detail: expect.stringMatching(/^not reachable/) },
      { service: 'shipping-tracker', detail: 'answered with status 401' },
    ]);
  });

  it('can be looked at one by one, wherever they are', async () => {
    const [message] = holding(console.upstreams.notification, 'notification', [5]);
    expect(await operator.get(`/v1/parked/${message!.id}`)).toMatchObject({ status: 200, body: message });
    expect(await operator.get(`/v1/parked/${own.id}`)).toMatchObject({ status: 200, body: { service: 'console' } });
    const elsewhere = await operator.get(`/v1/parked/${message!.id}?service=console`);
    expect(elsewhere).toMatchObject({ status: 404, body: { code: 'PARKED_MESSAGE_NOT_FOUND' } });
  });

  it('are replayed by every service that has some, and audited', async () => {
    const answer = (scheduled: number) => (_request: unknown, response: ServerResponse) =>
      answerJson(response, 202, { scheduled, replayId: `run-${scheduled}` });
    let forwarded: unknown;
    console.upstreams.order.handler = (request, response) =>
      readingBody(request, (body) => {
        forwarded = body;
        answerJson(response, 202, { scheduled: 3, replayId: 'run-3' });
      });
    console.upstreams.supplierSync.handler = answer(2);
    console.upstreams.shippingTracker.handler = answer(0);
    console.upstreams.afterSales.handler = answer(0);
    console.upstreams.notification.handler = (request) => request.socket.destroy();
    const command = { filter: { state: 'dead', type: 'order.none' }, ratePerSecond: 5 };
    const { status, body } = await operator.post('/v1/parked/replay', command);
    expect(status).toBe(202);
    expect(forwarded).toEqual(command);
    expect(body).toEqual({
      scheduled: 5,
      services: [
        { service: 'order', scheduled: 3, replayId: 'run-3' },
        { service: 'supplier-sync', scheduled: 2, replayId: 'run-2' },
        { service: 'shipping-tracker', scheduled: 0, replayId: 'run-0' },
        { service: 'after-sales', scheduled: 0, replayId: 'run-0' },
        { service: 'console', scheduled: 0, replayId: null },
      ],
      unreachable: [{ service: 'notification', detail: expect.stringMatching(/^not reachable/) }],
    });
    const audit = await operator.get<{ items: object[] }>('/v1/audit?action=parked.replayed');
    expect(audit.body.items[0]).toMatchObject({ actorKeyId: operator.keyId, details: { ...command, result: body } });
  });

  it('say before a replay what it would do, and nothing is audited for that', async () => {
    const preview = { selected: 3, expectedSeconds: 2, fates: { now: 2, behind: 1 } };
    console.upstreams.order.handler = (request, response) =>
      answerJson(response, 200, request.url === '/v1/parked/preview' ? preview : {});
    const before = await operator.get<{ items: object[] }>('/v1/audit');
    const { status, body } = await operator.post('/v1/parked/preview', { filter: {}, ratePerSecond: 2 });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      selected: 4,
      expectedSeconds: 2,
      services: [
        { service: 'order', ...preview },
        { service: 'console', selected: 1, fates: { now: 1, behind: 0 }, ratePerSecond: 2 },
      ],
    });
    const after = await operator.get<{ items: object[] }>('/v1/audit');
    expect(after.body.items).toEqual(before.body.items);
    expect((await operator.get(`/v1/parked/${own.id}?service=console`)).body).toMatchObject({ replayId: null });
  });

  it('show the runs of all services, the newest first, and what is full', async () => {
    const { body: started } = await operator.post<{ services: { service: string; replayId: string }[] }>(
      '/v1/parked/replay',
      { service: 'console', ids: [own.id] },
    );
    const replayId = started.services[0]?.replayId ?? '';
    console.upstreams.order.handler = (_request, response) =>
      answerJson(response, 200, { items: [{ id: '00000000-0000-7000-8000-000000000000', total: 9 }] });
    const { body } = await operator.get<{ items: object[] }>('/v1/parked/replays');
    expect(body.items).toEqual([
      expect.objectContaining({ service: 'console', id: replayId, total: 1 }),
      expect.objectContaining({ service: 'order', total: 9 }),
    ]);
    await eventually(async () => {
      const { body: page } = await operator.get<ListBody>(`/v1/parked?service=console&replayId=${replayId}`);
      expect(page.items).toEqual([expect.objectContaining({ id: own.id, replayOutcome: 'failed', state: 'dead' })]);
    });
    expect((await operator.get('/v1/parked/full?service=console')).body).toEqual({ items: [], unreachable: [] });
  });

  it('show the structure of a message and nobody in it', async () => {
    const { body } = await operator.get<{ data: { customer: object; shippingAddress: object } }>(
      `/v1/parked/${own.id}?service=console`,
    );
    expect(body.data.customer).toMatchObject({ name: '[masked]', email: '[masked]', language: 'tr' });
    expect(body.data.shippingAddress).toMatchObject({ name: '[masked]', line1: '[masked]' });
  });

  it('are not replayed by a command that makes no sense', async () => {
    const answer = await operator.post('/v1/parked/replay', { service: 'console' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'ONE_SELECTION' } });
  });

  it('are skipped with a reason, once, and audited', async () => {
    expect(await operator.post(`/v1/parked/${own.id}/skip`, {})).toMatchObject({ status: 422 });
    const skipped = await operator.post(`/v1/parked/${own.id}/skip`, { reason: 'not one of ours' });
    expect(skipped).toMatchObject({ status: 200, body: { id: own.id, state: 'skipped' } });
    expect(await operator.post(`/v1/parked/${own.id}/skip`, { reason: 'again' })).toMatchObject({
      status: 409,
      body: { code: 'PARKED_MESSAGE_SETTLED' },
    });
    const audit = await operator.get<{ items: object[] }>('/v1/audit?action=parked.skipped');
    expect(audit.body.items.at(-1)).toMatchObject({
      target: own.id,
      details: { service: 'console', reason: 'not one of ours', result: { status: 200 } },
    });
  });

  it('are an operator’s business', async () => {
    const merchant = await console.asMerchant();
    for (const path of ['/v1/parked', '/v1/parked/full', '/v1/parked/replays', `/v1/parked/${own.id}`, '/v1/audit'])
      expect(await merchant.get(path)).toMatchObject({ status: 403 });
    for (const command of ['replay', 'preview'])
      expect(await merchant.post(`/v1/parked/${command}`, { key: 'k' })).toMatchObject({ status: 403 });
  });
});

describe('replays from the archives', () => {
  const range = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' };
  const audited = async (): Promise<object[]> =>
    (await operator.get<{ items: object[] }>('/v1/audit?action=outbox.replayed')).body.items;

  it('are begun in one service, shown with those of the others, and audited with what came of them', async () => {
    const begun = await operator.post<{ id: string }>('/v1/replays', {
      service: 'console',
      ...range,
      keys: ['a', 'b'],
    });
    expect(begun).toMatchObject({ status: 202, body: { service: 'console', keys: ['a', 'b'] } });
    expect(await audited()).toEqual([
      expect.objectContaining({
        target: 'console',
        actorRole: 'operator',
        details: { ...range, keys: 2, result: { status: 202, replayId: begun.body.id } },
      }),
    ]);

    console.upstreams.order.handler = (_request, response) => answerJson(response, 200, { items: [{ id: 'theirs' }] });
    const { body } = await operator.get<ListBody>('/v1/replays');
    expect(body.items.map(({ service, id }) => [service, id]).toSorted()).toEqual([
      ['console', begun.body.id],
      ['order', 'theirs'],
    ]);
    expect(body.unreachable.map(({ service }) => service)).toEqual([
      'supplier-sync',
      'shipping-tracker',
      'after-sales',
      'notification',
    ]);
  });

  it('that a service refuses, or does not answer, are audited too', async () => {
    const before = (await audited()).length;
    const backwards = { service: 'console', from: range.to, to: range.from };
    expect(await operator.post('/v1/replays', backwards)).toMatchObject({ status: 422 });
    expect(await operator.post('/v1/replays', { service: 'order', ...range })).toMatchObject({
      status: 503,
      body: { code: 'SERVICE_UNAVAILABLE' },
    });
    expect((await audited()).slice(0, -before)).toEqual([
      expect.objectContaining({ target: 'order', details: { ...range, result: { status: 404 } } }),
      expect.objectContaining({ target: 'console', details: expect.objectContaining({ result: { status: 422 } }) }),
    ]);
  });

  it('are an operator’s business', async () => {
    const merchant = await console.asMerchant();
    expect(await merchant.get('/v1/replays')).toMatchObject({ status: 403 });
    expect(await merchant.post('/v1/replays', { service: 'console', ...range })).toMatchObject({ status: 403 });
  });
});
