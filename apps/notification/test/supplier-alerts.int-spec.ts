import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { notificationService } from '../src/service.js';
import { acknowledged, anOrder, merchant, placed, purchaseOrder, supplier, type TestOrder } from './builders.js';
import { MailSink } from './mail-sink.js';

const sink = new MailSink();
let service: ServiceUnderTest;

beforeAll(async () => {
  service = await startServiceUnderTest(notificationService, { SMTP_URL: await sink.start() });
});
afterAll(async () => {
  await service.stop();
  await sink.stop();
});

interface Asked {
  readonly order: TestOrder;
  readonly supplierId: string;
  readonly purchaseOrderId: string;
  readonly email: string;
}

/** A supplier who has an hour to answer a purchase order. */
async function asked(): Promise<Asked> {
  const [order, supplierId, purchaseOrderId] = [anOrder(), uuidv7(), uuidv7()];
  const email = `${supplierId}@example.com`;
  await service.publish(merchant(order));
  await service.publish(placed(order));
  await service.publish(supplier(order, supplierId, 'api', email));
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  await service.publish(purchaseOrder(order, supplierId, purchaseOrderId, inAnHour));
  await eventually(() => expect(sink.to(email)).toHaveLength(1));
  return { order, supplierId, purchaseOrderId, email };
}

/** The time has come. */
const due = ({ order }: Asked) =>
  service.dataSource.query(`UPDATE alerts SET repeat_at = now() WHERE order_id = $1 AND repeat_at IS NOT NULL`, [
    order.orderId,
  ]);

const alertsOf = async ({ supplierId, order }: Asked) => {
  const client = await service.asSupplier(supplierId, order.merchantId);
  const { body } = await client.get<{ items: { id: string; template: string; repetitions: number }[] }>('/v1/alerts');
  return { client, items: body.items };
};

describe('a supplier that does not answer', () => {
  it('is told, again, until it says that it sees to it; nobody else sees its alerts', async () => {
    const slow = await asked();
    expect((await alertsOf(slow)).items).toEqual([]);
    await due(slow);
    await eventually(() => expect(sink.subjects(slow.email)[1]).toBe('Hâlâ bekliyor: satın alma siparişi PO-7'));
    await due(slow);
    await eventually(() => expect(sink.subjects(slow.email)[2]).toMatch(/^1. hatırlatma/));
    const { client, items } = await alertsOf(slow);
    expect(items).toMatchObject([{ template: 'purchase-order-unanswered', repetitions: 1 }]);
    const path = `/v1/alerts/${items[0]?.id ?? ''}/acknowledge`;
    const other = await service.asSupplier(uuidv7(), slow.order.merchantId);
    expect((await other.post(path)).status).toBe(404);
    expect((await client.post(path)).body).toMatchObject({ acknowledgedBy: 'supplier', repeatedAt: null });
  });

  it('is not told when it answers first', async () => {
    const quick = await asked();
    await service.publish(acknowledged(quick.order, quick.supplierId, quick.purchaseOrderId));
    const rows = await service.dataSource.query<unknown[]>(
      `SELECT repeat_at, acknowledged_by FROM alerts WHERE order_id = $1`,
      [quick.order.orderId],
    );
    expect(rows).toEqual([{ repeat_at: null, acknowledged_by: 'settled' }]);
    expect((await alertsOf(quick)).items).toEqual([]);
  });
});
