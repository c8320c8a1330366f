import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { DataSource } from 'typeorm';
import { eventually, type TestClient } from '#testing';
import { EventRetention } from '../src/events/event-retention.service.js';
import { OrderStory } from './builders.js';
import { startConsole, type ConsoleUnderTest } from './console-under-test.js';
import { EventSource } from './event-source.js';

interface EventBody {
  id: string;
  position: string;
  orderId: string | null;
  type: string;
  merchantId: string;
  summary: string;
  summaryCode: string;
  data: Record<string, unknown>;
}
interface EventsBody {
  items: EventBody[];
  next: string | null;
}

let console: ConsoleUnderTest;
let operator: TestClient;

beforeAll(async () => {
  console = await startConsole();
  operator = await console.asOperator();
});
afterEach(() => EventSource.closeAll());
afterAll(() => console.stop());

const tell = async (story: OrderStory): Promise<void> => {
  await console.publish(story.placed());
  await console.publish(story.routed());
  await console.publish(story.purchaseOrderCreated());
  await console.publish(story.purchaseOrderSent());
};

const streamUrl = (): string => `${console.service.url}/v1/events/stream`;

describe('the event log', () => {
  it('keeps every event with a sentence, and nothing personal', async () => {
    const story = new OrderStory();
    await console.publish(story.placed('1001'));
    const { body } = await operator.get<EventsBody>(`/v1/events?orderId=${story.orderId}`);
    expect(body.items).toEqual([
      expect.objectContaining({
        type: 'order.placed',
        orderId: story.orderId,
        merchantId: story.merchantId,
        summary: 'Order 1001 came in with 1 line(s)',
        summaryCode: 'order.placed',
        summaryParameters: expect.objectContaining({ externalId: '1001', units: 2, totalMinor: 29_980 }),
      }),
    ]);
    const [row] = await console.dataSource.query<{ row: string }[]>(
      'SELECT e::text AS row FROM events e WHERE order_id = $1',
      [story.orderId],
    );
    for (const personal of ['Ayşe', 'ayse', 'Bağdat', 'Kadıköy', '34710', '532', 'Zk3v9']) {
      expect(JSON.stringify(body)).not.toContain(personal);
      expect(row?.row).not.toContain(personal);
    }
    expect(row?.row).toContain('İstanbul');
  });

  it('shows a merchant its own events, an operator all, a supplier none', async () => {
    const [mine, other] = [new OrderStory(), new OrderStory()];
    await Promise.all([tell(mine), tell(other)]);
    const merchant = await console.asMerchant(mine.merchantId);
    const seen = await merchant.get<EventsBody>('/v1/events?limit=200');
    expect(new Set(seen.body.items.map(({ merchantId }) => merchantId))).toEqual(new Set([mine.merchantId]));
    expect((await merchant.get<EventsBody>(`/v1/events?orderId=${other.orderId}`)).body.items).toEqual([]);
    expect(await merchant.get(`/v1/events?merchantId=${other.merchantId}`)).toMatchObject({ status: 403 });
    expect(await merchant.get(`/v1/orders/${other.orderId}/timeline`)).toMatchObject({ status: 404 });
    const all = await operator.get<EventsBody>('/v1/events?limit=200');
    const merchants = new Set(all.body.items.map(({ merchantId }) => merchantId));
    expect([merchants.has(mine.merchantId), merchants.has(other.merchantId)]).toEqual([true, true]);
    const supplier = await console.asSupplier(mine.supplierId, mine.merchantId);
    expect(await supplier.get('/v1/events')).toMatchObject({ status: 403 });
    expect(await supplier.get(`/v1/orders/${mine.orderId}/timeline`)).toMatchObject({ status: 403 });
  });

  it('pages through everything once, from either end', async () => {
    const story = new OrderStory();
    await tell(story);
    const walk = async (sort: string): Promise<string[]> => {
      const types: string[] = [];
      let after = '';
      do {
        const query = `orderId=${story.orderId}&limit=1&sort=${sort}&after=${after}`;
        const page = (
          await operator.get<EventsBody>(`/v1/events?${after === '' ? query.replace('&after=', '') : query}`)
        ).body;
        types.push(...page.items.map(({ type }) => type));
        after = page.next ?? '';
      } while (after !== '');
      return types;
    };
    const told = ['order.placed', 'order.routed', 'purchase-order.created', 'purchase-order.sent'];
    expect(await walk('oldest')).toEqual(told);
    expect(await walk('newest')).toEqual([...told].reverse());
    const sent = await operator.get<EventsBody>(`/v1/events?orderId=${story.orderId}&type=purchase-order.sent`);
    expect(sent.body.items.map(({ type }) => type)).toEqual(['purchase-order.sent']);
  });

  it('records keys and merchants that the console itself makes, without the hash being of use', async () => {
    const merchant = { name: 'Ada Home', defaultLanguage: 'tr', currency: 'TRY' };
    const { id } = (await operator.post<{ id: string }>('/v1/merchants', merchant)).body;
    await operator.post('/v1/keys', { role: 'merchant', merchantId: id });
    await eventually(async () => {
      const { body } = await operator.get<EventsBody>(`/v1/events?merchantId=${id}`);
      expect(body.items.map(({ type }) => type).sort()).toEqual(['access.key-issued', 'merchant.registered']);
    });
  });
});

describe('old events', () => {
  it('go after the days that were set, by bounded statements, and the order’s stage stays', async () => {
    const [old, young] = [new OrderStory(), new OrderStory()];
    await tell(old);
    await tell(young);
    await console.dataSource.query(`UPDATE events SET recorded_at = now() - interval '31 days' WHERE order_id = $1`, [
      old.orderId,
    ]);
    const kept = async ({ orderId }: OrderStory): Promise<number> =>
      (await operator.get<EventsBody>(`/v1/events?orderId=${orderId}`)).body.items.length;
    const retention = new EventRetention(console.dataSource, { EVENTS_KEPT_DAYS: 30 });

    expect(await retention.sweepSome()).toBe(false);

    expect([await kept(old), await kept(young)]).toEqual([0, 4]);
    const stages = await console.dataSource.query<{ stage: string }[]>(
      'SELECT stage FROM order_progress WHERE order_id = ANY ($1)',
      [[old.orderId, young.orderId]],
    );
    expect(new Set(stages.map(({ stage }) => stage)).size).toBe(1);
    expect(stages).toHaveLength(2);
  });
});

describe('the timeline of an order', () => {
  it('puts causes before effects although topics and clocks disagree', async () => {
    const story = new OrderStory();
    // The purchase order topic is ahead of the orders topic.
    const created = await console.publish(story.purchaseOrderCreated());
    const placed = await console.publish(story.placed());
    const routed = await console.publish(story.routed());
    await console.dataSource.query('UPDATE events SET causation_id = $1 WHERE id = $2', [routed.id, created.id]);
    const { body } = await operator.get<EventsBody>(`/v1/orders/${story.orderId}/timeline`);
    expect(body.items.map(({ id }) => id)).toEqual([placed.id, routed.id, created.id]);
  });

  it('says so when nothing is known of the order', async () => {
    expect(await operator.get(`/v1/orders/${uuidv7()}/timeline`)).toMatchObject({
      status: 404,
      body: { code: 'ORDER_NOT_FOUND' },
    });
    expect(await operator.get('/v1/orders/4/timeline')).toMatchObject({ status: 404 });
  });
});

describe('the live stream', () => {
  it('shows what happens from now on, as server-sent events', async () => {
    await tell(new OrderStory());
    const source = await EventSource.open(streamUrl(), operator.key!);
    expect(source.headers['content-type']).toContain('text/event-stream');
    const story = new OrderStory();
    await console.publish(story.placed());
    const [first] = await source.got(1);
    expect(first?.data).toMatchObject({ orderId: story.orderId, type: 'order.placed' });
    source.close();
  });

  it('resumes after the last event that a client has, without gap and without repeating', async () => {
    const story = new OrderStory();
    const first = await EventSource.open(streamUrl(), operator.key!);
    await console.publish(story.placed());
    const [seen] = await first.got(1);
    first.close();
    await console.publish(story.routed());
    await console.publish(story.purchaseOrderCreated());
    const second = await EventSource.open(streamUrl(), operator.key!, seen!.id);
    await second.got(2);
    await console.publish(story.purchaseOrderSent());
    const events = await second.got(3);
    expect(events.map(({ data }) => data.type)).toEqual([
      'order.routed',
      'purchase-order.created',
      'purchase-order.sent',
    ]);
    second.close();
  });

  it('starts at the very beginning when asked to, and pages through it', async () => {
    const total = Number((await console.dataSource.query<{ n: string }[]>('SELECT count(*) AS n FROM events'))[0]?.n);
    const source = await EventSource.open(streamUrl(), operator.key!, '0');
    const events = await source.got(total);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    source.close();
  });

  it('shows a merchant its own events only', async () => {
    const [mine, other] = [new OrderStory(), new OrderStory()];
    const merchant = await console.asMerchant(mine.merchantId);
    const source = await EventSource.open(streamUrl(), merchant.key!);
    await console.publish(other.placed());
    await console.publish(mine.placed());
    const events = await source.got(1);
    expect(events.map(({ data }) => data.orderId)).toEqual([mine.orderId]);
    source.close();
  });

  it('refuses an id that is none', async () => {
    expect(await operator.get('/v1/events/stream', { 'last-event-id': "1.1'" })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_POSITION' },
    });
  });
});

describe('events that commit late', () => {
  /** Inserts an event the way the recorder does, in a transaction that the test holds open. */
  const insert = (query: (sql: string, parameters: unknown[]) => Promise<unknown>, type: string): Promise<unknown> =>
    query(
      `INSERT INTO events (id, topic, key, key_version, type, merchant_id, producer, correlation_id, occurred_at,
                           summary_parameters, data)
       VALUES ($1, 'kervan.orders.v1', 'k', 1, $2, $3, 'order', 'c', now(), '{}', '{}')`,
      [uuidv7(), type, uuidv7()],
    );

  it('are shown although a later number was committed before them', async () => {
    const source = await EventSource.open(streamUrl(), operator.key!);
    const slow = console.dataSource.createQueryRunner();
    await slow.startTransaction();
    await insert((sql, parameters) => slow.query(sql, parameters), 'test.early');
    await insert((sql, parameters) => console.dataSource.query(sql, parameters), 'test.late');
    // Held back rather than shown: the earlier one could never be shown after it.
    const list = await operator.get<EventsBody>('/v1/events?sort=newest&limit=1');
    expect(list.body.items[0]?.type).not.toBe('test.late');
    expect(source.events).toEqual([]);
    await slow.commitTransaction();
    await slow.release();
    const events = await source.got(2);
    expect(events.map(({ data }) => data.type)).toEqual(['test.early', 'test.late']);
    source.close();
  });

  it('hold nothing back when the open transaction belongs to another database of the server', async () => {
    const elsewhere = await new DataSource({
      type: 'postgres',
      url: process.env['TEST_DATABASE_URL'] ?? '',
    }).initialize();
    const other = elsewhere.createQueryRunner();
    await other.startTransaction();
    await other.query('SELECT pg_current_xact_id()');
    const source = await EventSource.open(streamUrl(), operator.key!);
    await insert((sql, parameters) => console.dataSource.query(sql, parameters), 'test.unrelated');
    expect((await source.got(1))[0]?.data.type).toBe('test.unrelated');
    await other.rollbackTransaction();
    await elsewhere.destroy();
    source.close();
  });

  it('are all seen exactly once by a reader that resumes again and again while sixteen writers commit', async () => {
    const marker = `test.concurrent-${uuidv7()}`;
    const writers = 16;
    const perWriter = 25;
    const from = (await operator.get<EventsBody>('/v1/events?limit=1')).body.items[0]!.position;
    const pool = await new DataSource({ ...console.dataSource.options, poolSize: writers } as never).initialize();
    const writing = Promise.all(
      Array.from({ length: writers }, async () => {
        for (let n = 0; n < perWriter; n += 1) {
          await pool.transaction(async (tx) => {
            await insert((sql, parameters) => tx.query(sql, parameters), marker);
            // Stretches the time between number and commit, differently each time.
            await tx.query('SELECT pg_sleep($1)', [Math.random() * 0.01]);
          });
        }
      }),
    );
    const seen: string[] = [];
    let last = from;
    const readOnce = async (): Promise<void> => {
      const source = await EventSource.open(streamUrl(), operator.key!, last);
      await source.got(1);
      source.close();
      const { events } = source;
      seen.push(...events.filter(({ data }) => data.type === marker).map(({ data }) => data.id));
      last = events.at(-1)?.id ?? last;
    };
    while (seen.length < writers * perWriter) await readOnce();
    await writing;
    await pool.destroy();
    expect(new Set(seen).size).toBe(writers * perWriter);
    expect(seen).toHaveLength(writers * perWriter);
  });
});

describe('a console that stops', () => {
  it('ends its streams instead of waiting for their readers', async () => {
    const own = await startConsole();
    const source = await EventSource.open(`${own.service.url}/v1/events/stream`, (await own.asOperator()).key!);
    await own.stop();
    await eventually(() => expect(source.isClosed).toBe(true));
  });
});
