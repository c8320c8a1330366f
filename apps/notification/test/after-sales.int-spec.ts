import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { notificationService } from '../src/service.js';
import {
  aComplaint,
  aReturn,
  asked,
  claimed,
  complained,
  escalated,
  labelIssued,
  refunded,
  reminded,
  returnApproved,
  returnReceived,
  returnRefused,
  returnRequested,
  solved,
  withdrawn,
  wrote,
} from './after-sales-builders.js';
import { anOrder, merchant, placed, purchaseOrder, supplier, type TestOrder } from './builders.js';
import { MailSink } from './mail-sink.js';
import { sayAgainAndAgain } from './say-again.js';

const operator = 'operator@example.com';
const sink = new MailSink();
let service: ServiceUnderTest;

beforeAll(async () => {
  service = await startServiceUnderTest(notificationService, {
    SMTP_URL: await sink.start(),
    OPERATOR_EMAIL: operator,
    PUBLIC_URL: 'https://kervan.example',
    // First steps wait until the test says that their time has come.
    MAIL_SETTLE_SECONDS: '86400',
  });
});
afterAll(async () => {
  await service.stop();
  await sink.stop();
});

async function placedOrder(): Promise<TestOrder> {
  const order = anOrder();
  await service.publish(merchant(order));
  await service.publish(placed(order));
  return order;
}

const stateOf = (order: TestOrder): Promise<string[]> =>
  service.dataSource
    .query<{ state: string }[]>(
      `SELECT concat_ws(' ', template, status, status_reason) AS state FROM notifications
        WHERE order_id = $1 ORDER BY sequence`,
      [order.orderId],
    )
    .then((rows) => rows.map(({ state }) => state));

const settle = (order: TestOrder): Promise<unknown> =>
  service.dataSource.query(`UPDATE notifications SET not_before = now(), next_attempt_at = now() WHERE order_id = $1`, [
    order.orderId,
  ]);

describe('a customer who returns something', () => {
  it('is told once how to send it back, when the policy decides at once', async () => {
    const order = await placedOrder();
    const id = aReturn(order);
    await sayAgainAndAgain(service, [returnRequested(order, id), returnApproved(order, id), labelIssued(order, id)]);
    await eventually(async () =>
      expect(await stateOf(order)).toEqual([
        'order-placed sent',
        'return-requested pending',
        'return-approved pending',
        'return-label sent',
      ]),
    );
    await settle(order);
    await eventually(async () =>
      expect((await stateOf(order)).slice(1, 3)).toEqual([
        'return-requested skipped STORY_MOVED_ON',
        'return-approved skipped STORY_MOVED_ON',
      ]),
    );
    expect(sink.subjects(order.email).slice(1)).toEqual(['R-4711 numaralı iadenizin etiketi']);
    const mail = sink.to(order.email)[1];
    expect(mail?.html).toContain('href="https://labels.example/R-4711.pdf"');
    expect(mail?.text).toContain('1 × Kırmızı kupa');
    expect(mail?.text).toContain('Gönderim sizin için ücretsizdir.');
  });

  it('hears of arrival and money, each once', async () => {
    const order = await placedOrder();
    const id = aReturn(order);
    const shipmentId = uuidv7();
    await sayAgainAndAgain(service, [
      labelIssued(order, id, shipmentId),
      returnReceived(order, id),
      refunded(order, id),
    ]);
    await eventually(() =>
      expect(sink.subjects(order.email).slice(1)).toEqual([
        'R-4711 numaralı iadenizin etiketi',
        'R-4711 numaralı iadeniz bize ulaştı',
        '1001 numaralı siparişinizin iadesi ödendi',
      ]),
    );
    expect(await stateOf(order)).toHaveLength(4);
    expect(sink.to(order.email)[3]?.text).toContain('₺149,90');
  });

  it('hears of money for what it keeps, once for each refund', async () => {
    const order = await placedOrder();
    const kept = { returnId: null };
    await sayAgainAndAgain(service, [refunded(order, kept), refunded(order, kept)]);
    // The mail is there before its record says so.
    await eventually(async () =>
      expect((await stateOf(order)).slice(1)).toEqual(['refund-completed sent', 'refund-completed sent']),
    );
    expect(sink.subjects(order.email)).toHaveLength(3);
  });

  it('reads why it was refused in words, and what was written shows as text', async () => {
    const order = await placedOrder();
    await sayAgainAndAgain(service, [returnRefused(order, aReturn(order))]);
    await eventually(() => expect(sink.to(order.email)).toHaveLength(2));
    const mail = sink.to(order.email)[1];
    expect(mail?.text).toContain('bu ürünler, satın alırken belirtildiği gibi iade kapsamı dışında');
    expect(mail?.text).toContain('Açılmış <b>kozmetik</b>');
    expect(mail?.html).toContain('Açılmış &lt;b&gt;kozmetik&lt;/b&gt;');
  });

  it('gets a withdrawal acknowledged where it wants to be written to, with the time at which it came in', async () => {
    const order = await placedOrder();
    const id = aReturn(order);
    const own = `own-${order.email}`;
    await sayAgainAndAgain(service, [withdrawn(order, id, own), returnRequested(order, id, 'withdrawal')]);
    await eventually(() => expect(sink.subjects(own)).toEqual(['R-4711 numaralı cayma bildiriminizi aldık']));
    const text = sink.to(own)[0]?.text ?? '';
    expect(text).toContain('22 Kasım 2026 15:00:07 GMT+3');
    expect(text).toContain('6502 sayılı Kanun');
    expect(text).toContain('2 × Kırmızı kupa');
    await eventually(async () =>
      expect(await stateOf(order)).toEqual(['order-placed sent', 'withdrawal-acknowledged sent']),
    );
  });
});

describe('a customer who complains', () => {
  it('is told that it was heard, what was answered and what was done, and nothing that is not meant for it', async () => {
    const order = await placedOrder();
    const id = aComplaint(order);
    await sayAgainAndAgain(service, [
      complained(order, id),
      wrote(order, id, { author: 'customer', thread: 'customer', text: null }),
      wrote(order, id, { author: 'agent', thread: 'internal', text: 'Difficult customer' }),
      wrote(order, id, { author: 'agent', thread: 'customer', text: 'Özür dileriz.\n\nYenisi yarın yolda.' }),
      solved(order, id),
      escalated(order, id),
    ]);
    await eventually(() =>
      expect(sink.subjects(order.email).slice(1)).toEqual([
        'C-12 numaralı şikâyetinizi aldık',
        'C-12 numaralı şikâyetinize yanıt',
        'C-12 numaralı şikâyetiniz çözüldü',
      ]),
    );
    const texts = sink.to(order.email).map(({ text }) => text);
    expect(texts.join()).not.toContain('Difficult');
    expect(texts[2]).toContain('Özür dileriz.\n\nYenisi yarın yolda.');
    await eventually(() => expect(sink.subjects(operator)).toContain('Complaint C-12 escalated to level 1'));
  });

  it('is asked how it was, with one link per score', async () => {
    const order = await placedOrder();
    await sayAgainAndAgain(service, [asked(order)]);
    await eventually(() => expect(sink.to(order.email)).toHaveLength(2));
    const text = sink.to(order.email)[1]?.text ?? '';
    for (const score of [0, 10])
      expect(text).toContain(`https://kervan.example/v1/surveys/abc.def?score=${String(score)}\n`);
    expect(sink.to(order.email)[1]?.html).toContain('/v1/surveys/abc.def?score&#x3D;10"');
  });
});

describe('an operator', () => {
  interface Alert {
    id: string;
    template: string;
    repetitions: number;
    repeatedAt: string | null;
    acknowledgedBy: string | null;
  }

  it('is told again of what nobody acknowledged, and not after that', async () => {
    const order = await placedOrder();
    const id = { ...aComplaint(order), number: 'C-99' };
    await sayAgainAndAgain(service, [escalated(order, id)]);
    await eventually(() => expect(sink.subjects(operator)).toContain('Complaint C-99 escalated to level 1'));
    const client = await service.asMerchant(order.merchantId);
    const open = async (): Promise<Alert[]> =>
      (await client.get<{ items: Alert[] }>('/v1/alerts?state=open')).body.items;
    const alerts = await open();
    expect(alerts).toMatchObject([{ template: 'complaint-escalated', repetitions: 0 }]);

    const due = (): Promise<unknown> =>
      service.dataSource.query(`UPDATE alerts SET repeat_at = now() WHERE order_id = $1 AND repeat_at IS NOT NULL`, [
        order.orderId,
      ]);
    await due();
    await eventually(() =>
      expect(sink.subjects(operator)).toContain('Reminder 1: Complaint C-99 escalated to level 1'),
    );
    const path = `/v1/alerts/${alerts[0]?.id ?? ''}/acknowledge`;
    expect((await (await service.asMerchant(uuidv7())).post(path, {})).status).toBe(404);
    const acknowledged = { repetitions: 1, repeatedAt: null, acknowledgedBy: 'merchant' };
    expect((await client.post<Alert>(path, {})).body).toMatchObject(acknowledged);
    expect((await (await service.asOperator()).post<Alert>(path, {})).body).toMatchObject(acknowledged);
    expect(await open()).toEqual([]);
  });
});

describe('a supplier', () => {
  it('is told of a claim and reminded of its credit note, without the customer or the price', async () => {
    const order = await placedOrder();
    const [supplierId, purchaseOrderId, claimId] = [uuidv7(), uuidv7(), uuidv7()];
    const contact = `${supplierId}@supplier.example`;
    await service.publish(supplier(order, supplierId, 'webhook', contact));
    await service.publish(purchaseOrder(order, supplierId, purchaseOrderId));
    await sayAgainAndAgain(service, [
      claimed(order, supplierId, purchaseOrderId, claimId),
      reminded(order, supplierId, claimId, 1),
      reminded(order, supplierId, claimId, 2),
      wrote(order, aComplaint(order), { author: 'agent', thread: 'supplier', text: 'Was it packed?', supplierId }),
    ]);
    await eventually(() =>
      expect(sink.subjects(contact)).toEqual([
        'PO-7 numaralı satın alma siparişi için talep CL-3',
        '1. hatırlatma: talep CL-3',
        '2. hatırlatma: talep CL-3',
        'C-12 numaralı şikâyetle ilgili soru',
      ]),
    );
    const texts = sink.to(contact).map(({ text }) => text);
    expect(texts.join()).not.toMatch(/Ayşe|1001|149,90|track/);
    expect(texts[0]).toContain('₺50,00');
    expect(texts[3]).toContain('Was it packed?');
  });
});
