import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import {
  ClaimDecided,
  ClaimOpened,
  ComplaintOpened,
  ComplaintSolved,
  RefundRequested,
  ReturnExpired,
  ReturnRequested,
  ShipmentRegistered,
  ShipmentStatusChanged,
  SurveyAnswered,
  type ReturnReason,
  type RoutingDecision,
} from '#contracts';
import { draft } from '#messaging';
import { eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import type {
  CurrentFigureView,
  ExperienceTotals,
  SnapshotView,
} from '../src/experience/experience-queries.service.js';
import { ExperienceSnapshots } from '../src/experience/experience-snapshots.service.js';
import type { RoutingInput } from '../src/routing/domain/routing-input.js';
import type { SimulationView } from '../src/routing/simulations.service.js';
import { orderService } from '../src/service.js';
import { aLine, Shop } from './builders.js';

let world: ServiceUnderTest;
beforeAll(async () => {
  // Snapshots are made when a test asks for them: how many there are is part of what it looks at.
  world = await startServiceUnderTest(orderService, { EXPERIENCE_SECONDS: '86400' });
});
afterAll(() => world.stop());

const EXPERIENCE = '/v1/routing/experience';
/** Of one mug: low enough that no bound of the policy is reached. */
const PRICE_MINOR = 300;
const now = () => new Date().toISOString();
const learn = (at?: Date) => world.service.app.get(ExperienceSnapshots).learn(at);

interface Sold {
  readonly orderId: string;
  readonly lineId: string;
  readonly supplierId: string;
  readonly purchaseOrderId: string;
}

/** A shop with the default policy, where a share may move at once as far as it likes. */
async function openShop(): Promise<Shop> {
  const shop = await Shop.open(world);
  const { body } = await shop.client.post<{ id: string }>('/v1/routing/policies', {
    name: 'Moves at once',
    content: { experience: { dailyChangePermille: 1000 } },
  });
  expect((await shop.client.post(`/v1/routing/policies/${body.id}/activate`)).status).toBe(200);
  return shop;
}

/** An order of one line that its supplier shipped and that was delivered. */
async function sold(shop: Shop, quantity: number, sku = 'MUG'): Promise<Sold> {
  const { id: orderId } = await shop.place({ lines: [{ ...aLine('1', sku, quantity), unitPriceMinor: PRICE_MINOR }] });
  await shop.becomes(orderId, 'routed');
  const [purchaseOrder] = await shop.purchaseOrders(orderId);
  const { supplierId, purchaseOrderId } = purchaseOrder!;
  const lineId = purchaseOrder!.lines[0]!.orderLineId;
  const shipmentId = await shop.ship(orderId, purchaseOrder!);
  await world.publish(
    draft(ShipmentRegistered, shop.at(orderId), {
      ...{ shipmentId, orderId, purchaseOrderId, supplierId, carrier: 'aras', trackingNumber: `TN${shipmentId}` },
      ...{ lines: [{ orderLineId: lineId, quantity }], shippedAt: now(), direction: 'outbound', returnId: null },
    }),
  );
  await shop.deliver(orderId, shipmentId);
  return { orderId, lineId, supplierId, purchaseOrderId };
}

async function takeBack(shop: Shop, of: Sold, quantity: number, reasonCode: ReturnReason): Promise<string> {
  const { orderId, lineId: orderLineId, supplierId, purchaseOrderId } = of;
  const returnId = uuidv7();
  const line = { returnLineId: uuidv7(), orderLineId, sku: 'MUG', quantity, reasonCode, supplierId, purchaseOrderId };
  await world.publish(
    draft(ReturnRequested, shop.at(orderId), {
      ...{ returnId, number: 'R1', orderId, kind: 'return' as const, channel: 'api' as const, policyVersion: 1 },
      ...{ lines: [line], requestedAt: now() },
    }),
  );
  return returnId;
}

/**
 * Units of one order line in two lines of the refund: so it comes when they came back in different condition. Facts of
 * one part twice in one statement once made the event dead, and every later one of its order waited behind it.
 */
async function refund(shop: Shop, { orderId, lineId }: Sold, returnId: string, quantity: number): Promise<void> {
  const amountMinor = quantity * PRICE_MINOR;
  await world.publish(
    draft(RefundRequested, shop.at(orderId), {
      ...{ refundId: uuidv7(), orderId, returnId, claimId: null, complaintId: null, requestedAt: now() },
      sum: {
        ...{ currency: 'TRY', amountMinor, shippingMinor: 0, deductionMinor: 0 },
        lines: [
          { orderLineId: lineId, quantity: quantity - 1, amountMinor: amountMinor - PRICE_MINOR },
          { orderLineId: lineId, quantity: 1, amountMinor: PRICE_MINOR },
        ],
      },
    }),
  );
}

const figureOf = async (shop: Shop, supplierId: string, sku = 'MUG'): Promise<CurrentFigureView | undefined> =>
  (await shop.client.get<{ items: CurrentFigureView[] }>(`${EXPERIENCE}?supplierId=${supplierId}&sku=${sku}`)).body
    .items[0];
const totalsOf = async (shop: Shop, supplierId: string): Promise<ExperienceTotals | undefined> =>
  (await figureOf(shop, supplierId))?.totals[0];
const decisionOf = async (shop: Shop, orderId: string) =>
  (
    await shop.client.get<{ items: (RoutingDecision & { input: RoutingInput })[] }>(
      `/v1/orders/${orderId}/decisions?include=input`,
    )
  ).body.items[0]!;

/** What a decision was made from, of experience. */
const experienceIn = ({ input }: { input: RoutingInput }) =>
  JSON.stringify(input.suppliers.map(({ code, experience }) => ({ code, experience })));

describe('from what happens after a sale to the next order, and back', () => {
  it('lets the supplier with many returns lose at the same price, says why, and can be undone', async () => {
    const shop = await openShop();
    const careless = await shop.supplier('careless');
    await shop.offer(careless, 'MUG', 1000);
    const first = await sold(shop, 20);
    const careful = await shop.supplier('careful');
    await shop.offer(careful, 'MUG', 1000, { unitCostMinor: 501 });

    // One minor unit dearer is dearer: so far nobody knows better.
    const before = await sold(shop, 1);
    expect(before.supplierId).toBe(careless);

    const returnId = await takeBack(shop, first, 9, 'QUALITY');
    await refund(shop, first, returnId, 9);
    await learn();
    const figure = (await figureOf(shop, careless))!;
    expect(figure).toMatchObject({ supplierCode: 'careless', scope: 'sku', key: 'MUG', sinceVersion: 1, pinned: null });
    expect(figure.figure!.problems).toMatchObject({ cases: 21, events: 9 });
    expect(figure.totals).toEqual([
      {
        ...{ carrier: 'aras', lane: 'TR-TR', currency: 'TRY', shipped: 21, delivered: 21, late: 0, returned: 9 },
        ...{ claimed: 0, complained: 0, problems: 9, scored: 0, scoreSum: 0, dissatisfied: 0 },
        ...{ refundMinor: 2700, creditMinor: 0 },
      },
    ]);

    const after = await sold(shop, 1);
    expect(after.supplierId).toBe(careful);
    const decision = await decisionOf(shop, after.orderId);
    const loser = decision.candidates.find(({ supplierCode }) => supplierCode === 'careless')!;
    const [offer] = loser.offers;
    expect(offer!.experience).toMatchObject({ version: 1, scope: 'sku', problems: { events: 9, cases: 21 } });
    // 300 × (9 + 1) ÷ (21 + 20): nine problems of 21 beside a belief of one in twenty worth 20 cases.
    expect(offer!.costs!.afterSalesMinor).toBe(73);
    // Of the other nothing is known: (9 + 1.5) ÷ (21 + 30), what everybody together is believed to be.
    const winner = decision.candidates.find(({ supplierCode }) => supplierCode === 'careful')!.offers[0]!;
    expect(winner.costs).toMatchObject({ goodsMinor: 501, afterSalesMinor: 62, unitMinor: 563 });
    expect(winner.experience!.scope).toBe('all');
    await shop.expectReplay(after.orderId);

    const { body: changes } = await shop.client.get<{ items: SnapshotView[] }>(
      `${EXPERIENCE}/changes?supplierId=${careless}&sku=MUG`,
    );
    const words = changes.items[0]!.changes[0]!.words.join(' ');
    expect(words).toMatch(/^Problems \d+\.\d % .* 9 of 21 units.* return\.requested × 1, refund\.requested × 1\.$/);

    const undone = await shop.client.post<SnapshotView>(`${EXPERIENCE}/1/undo`, { reason: 'A bad batch, replaced.' });
    expect(undone).toMatchObject({
      status: 200,
      body: { version: 2, kind: 'undone', undone: { version: 1, by: 'merchant', reason: 'A bad batch, replaced.' } },
    });
    // What it says of itself is told, and the next decision is made from the very same facts as the one before.
    const again = await sold(shop, 1);
    expect(again.supplierId).toBe(careless);
    const [then, since] = [await decisionOf(shop, before.orderId), await decisionOf(shop, again.orderId)];
    expect(experienceIn(since)).toBe(experienceIn(then));
    await eventually(() => {
      const told = world.published().filter(({ key, type }) => key === careless && type === 'experience.undone');
      expect(told.map(({ data }) => data)).toMatchObject([{ undoneVersion: 1, experienceVersion: 2 }]);
    });
    // Asked again nothing happens, and nothing that is learned moves it.
    const twice = await shop.client.post<SnapshotView>(`${EXPERIENCE}/1/undo`, { reason: 'A bad batch, replaced.' });
    expect(twice.body.version).toBe(2);
    await takeBack(shop, first, 3, 'DAMAGED');
    await learn();
    expect((await figureOf(shop, careless))!.figure).toBeNull();

    // Undone itself, it moves again.
    expect((await shop.client.post(`${EXPERIENCE}/2/undo`, { reason: 'The next batch was bad too.' })).status).toBe(
      200,
    );
    await learn(new Date(Date.now() + 86_400_000));
    expect((await figureOf(shop, careless))!.figure!.problems.events).toBeGreaterThan(11);
  });

  it('holds back for a share of the orders, and tells of each step', async () => {
    const shop = await openShop();
    const bad = await shop.supplier('bad');
    await shop.offer(bad, 'MUG', 1000);
    const of = await sold(shop, 40);
    await takeBack(shop, of, 30, 'WRONG_ITEM');
    await learn();
    expect((await figureOf(shop, bad))!.figure!.traffic).toMatchObject({ permille: 500, reason: 'BAD_SIGNS' });
    const told = () =>
      world
        .published()
        .flatMap(({ key, type, data }) => (key === bad && type === 'traffic-share.changed' ? [data] : []));
    await eventually(() => {
      expect(told()).toMatchObject([
        { supplierCode: 'bad', sku: 'MUG', previousPermille: 1000, permille: 500, reasonCode: 'BAD_SIGNS' },
      ]);
    });
    // It is the only one who has mugs: no order goes without.
    const orders = [await sold(shop, 1), await sold(shop, 1), await sold(shop, 1)];
    expect(orders.map(({ supplierId }) => supplierId)).toEqual([bad, bad, bad]);
  });

  it('can be tried on the past: what the policy would have done with it, or without', async () => {
    const shop = await openShop();
    const bad = await shop.supplier('bad');
    await shop.offer(bad, 'MUG', 1000);
    await takeBack(shop, await sold(shop, 20), 9, 'QUALITY');
    await learn();
    const good = await shop.supplier('good');
    await shop.offer(good, 'MUG', 1000, { unitCostMinor: 503 });
    const { supplierId } = await sold(shop, 1);
    expect(supplierId).toBe(good);
    const { body } = await shop.client.post<SimulationView>('/v1/routing/simulations', {
      policy: { experience: { enabled: false } },
    });
    const report = await eventually(async () => {
      const { body: view } = await shop.client.get<SimulationView>(`/v1/routing/simulations/${body.id}`);
      expect(view.state).toBe('done');
      return view.report.byCurrency['TRY']!;
    });
    expect([report.decisions, report.changed]).toEqual([2, 1]);
    expect(report.before.paidMinor - report.after.paidMinor).toBe(3);
  });
});

describe('the ledger of experience', () => {
  it('counts a unit once however often it is complained about, and only what is the supplier’s fault', async () => {
    const shop = await openShop();
    const supplierId = await shop.supplier('one');
    await shop.offer(supplierId, 'MUG', 1000);
    const of = await sold(shop, 10);
    const { orderId, lineId: orderLineId, purchaseOrderId } = of;
    await takeBack(shop, of, 2, 'TOO_SMALL');
    const returnId = await takeBack(shop, of, 3, 'DAMAGED');
    const [claimId, complaintId] = [uuidv7(), uuidv7()];
    const claim = draft(ClaimOpened, shop.at(orderId), {
      ...{ claimId, number: 'C1', orderId, supplierId, purchaseOrderId, type: 'damaged' as const, returnId: null },
      ...{ complaintId: null, currency: 'TRY', amountMinor: 2000, photos: 0, answerBy: now() },
      lines: [{ orderLineId, sku: 'MUG', quantity: 4, unitCostMinor: 500 }],
    });
    await world.publish(claim);
    await world.publish(
      draft(ComplaintOpened, shop.at(orderId), {
        ...{ complaintId, number: 'B1', orderId, type: 'quality' as const, channel: 'api' as const, orderLineId },
        ...{ sku: 'MUG', supplierId, carrier: null, firstAnswerDueAt: now(), solutionDueAt: now(), openedAt: now() },
      }),
    );
    await learn();
    expect(await totalsOf(shop, supplierId)).toMatchObject({ returned: 3, claimed: 4, complained: 1, problems: 4 });

    // The claim is rejected, the return never arrives, and the complaint turns out to be the carrier's doing.
    await world.publish(
      draft(ClaimDecided, shop.at(orderId), {
        ...{ claimId, orderId, supplierId, decision: 'rejected', decidedBy: 'merchant', detail: null },
      }),
    );
    await learn();
    expect(await totalsOf(shop, supplierId)).toMatchObject({ returned: 3, claimed: 0, complained: 1, problems: 3 });
    await world.publish(draft(ReturnExpired, shop.at(orderId), { returnId, number: 'R1', orderId, expiredAt: now() }));
    await world.publish(
      draft(ComplaintSolved, shop.at(orderId), {
        ...{ complaintId, number: 'B1', orderId, cause: 'damaged' as const, partyAtFault: 'carrier' as const },
        ...{ resolution: 'apology' as const, supplierId, sku: 'MUG', carrier: null, businessSeconds: 1 },
        ...{ inTime: true, solvedAt: now() },
      }),
    );
    await learn();
    expect(await totalsOf(shop, supplierId)).toMatchObject({ returned: 0, claimed: 0, complained: 0, problems: 0 });
  });

  it('takes the newest answer, lateness against what was promised, and back what a carrier corrects', async () => {
    const shop = await openShop();
    const supplierId = await shop.supplier('one');
    await shop.offer(supplierId, 'MUG', 1000);
    const { orderId, lineId } = await sold(shop, 2);
    const surveyId = uuidv7();
    for (const [score, previousScore] of [
      [2, null],
      [9, 2],
    ] as const)
      await world.publish(
        draft(SurveyAnswered, shop.at(orderId), {
          ...{ surveyId, orderId, kind: 'nps' as const, subject: 'order', subjectId: orderId, score, previousScore },
          ...{ sentiment: null, topics: [], answeredAt: now() },
        }),
      );
    const shipmentId = uuidv7();
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    await world.dataSource.query(`UPDATE orders SET promise_by = $2 WHERE id = $1`, [orderId, yesterday]);
    await world.publish(
      draft(ShipmentRegistered, shop.at(orderId), {
        ...{ shipmentId, orderId, purchaseOrderId: uuidv7(), supplierId, carrier: 'aras', trackingNumber: 'T2' },
        ...{ lines: [{ orderLineId: lineId, quantity: 1 }], shippedAt: now(), direction: 'outbound', returnId: null },
      }),
    );
    await shop.deliver(orderId, shipmentId);
    await learn();
    const seen = { shipped: 3, delivered: 3, late: 1, scored: 1, scoreSum: 90, dissatisfied: 0 };
    expect(await totalsOf(shop, supplierId)).toMatchObject(seen);
    await world.publish(
      draft(ShipmentStatusChanged, shop.at(orderId), {
        ...{ shipmentId, orderId, status: 'in_transit' as const, previousStatus: 'delivered' as const, fault: null },
        ...{ occurredAt: now(), description: null, place: null, source: 'poll' as const, direction: 'outbound' },
        returnId: null,
      }),
    );
    await learn();
    expect(await totalsOf(shop, supplierId)).toMatchObject({ ...seen, delivered: 2, late: 0 });
  });

  it('is nobody else’s business, and undoes only what there is', async () => {
    const shop = await openShop();
    const supplierId = await shop.supplier('one');
    await shop.offer(supplierId, 'MUG', 1000);
    await takeBack(shop, await sold(shop, 4), 1, 'QUALITY');
    await learn();
    const stranger = await world.asMerchant();
    expect((await stranger.get<{ items: unknown[] }>(EXPERIENCE)).body.items).toEqual([]);
    expect((await stranger.get(`${EXPERIENCE}/1`)).status).toBe(404);
    expect((await stranger.post(`${EXPERIENCE}/1/undo`, { reason: 'x' })).status).toBe(404);
    const supplier = await world.asSupplier(supplierId, shop.merchantId);
    expect((await supplier.get(EXPERIENCE)).status).toBe(403);
    for (const wrong of ['9', '99999999999', 'x'])
      expect((await shop.client.get(`${EXPERIENCE}/${wrong}`)).status).toBe(404);
    const undo = (body: object) => shop.client.post<{ code: string }>(`${EXPERIENCE}/1/undo`, body);
    expect((await undo({})).status).toBe(422);
    expect(await undo({ reason: 'x', supplierId: uuidv7() })).toMatchObject({
      status: 409,
      body: { code: 'NOTHING_TO_UNDO' },
    });
    expect(await undo({ reason: 'x', until: '2020-01-01T00:00:00Z' })).toMatchObject({
      status: 422,
      body: { code: 'UNTIL_PAST' },
    });
  });
});
