import { v7 as uuidv7 } from 'uuid';
import {
  OrderCancelled,
  OrderPlaced,
  OrderRouted,
  OrderRerouted,
  PurchaseOrderCreated,
  PurchaseOrderShipped,
  ShipmentDelivered,
  ShipmentPromised,
  ShipmentRegistered,
  ShipmentStatusChanged,
  type OrderLinePlaced,
} from '#contracts';
import { aCustomer, anAddress } from '#testing';
import { OrderLife, type Chance } from './order-life.js';
import { answer, claim, complain, sendBack, type At, type Shipped } from './random-after-sales.js';

/** Who there is in the world of the test. */
export interface World {
  readonly merchants: readonly string[];
  readonly suppliers: readonly string[];
  readonly skus: readonly string[];
  readonly carriers: readonly string[];
}

const DAY_MS = 86_400_000;
/** Lives end long before today, so that no promise falls due while the test looks. */
const LAST_MS = Math.floor(Date.now() / DAY_MS) * DAY_MS - 60 * DAY_MS;

/** One order from its placing to its last survey, with everything that may go wrong. */
export function randomLife(chance: Chance, world: World): OrderLife {
  const life = new OrderLife(chance.of(world.merchants));
  const placedMs = LAST_MS - chance.int(1, 200 * 24 * 60) * 60_000;
  const at = (days: number): string => new Date(placedMs + days * DAY_MS).toISOString();
  const lines = place(life, chance, world, at);
  if (chance.is(0.07)) life.say(OrderCancelled, { orderId: life.orderId, reasonCode: 'OTHER', partly: chance.is(0.4) });
  const shipped = ship(life, chance, world, lines, at);
  for (const parcel of shipped) followParcel(life, chance, parcel, at);
  if (shipped.length > 0 && chance.is(0.3)) sendBack(life, chance, chance.of(shipped), at);
  if (chance.is(0.3)) complain(life, chance, shipped, at);
  if (shipped.length > 0 && chance.is(0.2)) claim(life, chance, chance.of(shipped), at);
  if (chance.is(0.5)) answer(life, chance, 'nps', 10, life.orderId, at);
  return life;
}

function place(life: OrderLife, chance: Chance, world: World, at: At): OrderLinePlaced[] {
  const lines = chance
    .shuffled(world.skus)
    .slice(0, chance.int(1, 3))
    .map((sku, index) => ({
      ...{ lineId: uuidv7(), externalLineId: String(index), sku, title: sku },
      ...{ quantity: chance.int(1, 4), unitPriceMinor: chance.int(500, 50_000) },
    }));
  const goodsMinor = lines.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0);
  const shippingMinor = chance.int(0, 5_000);
  const person = `Irmak.${String(chance.int(1, 40))}@Example.com`;
  const written = chance.of([person, person.toLowerCase(), `  ${person.toUpperCase()} `.trim()]);
  life.say(OrderPlaced, {
    ...{ orderId: life.orderId, externalId: life.orderId, source: chance.is(0.05) ? 'exchange' : 'rest' },
    ...{ currency: chance.is(0.85) ? 'TRY' : 'EUR', placedAt: at(0) },
    customer: { ...aCustomer, email: chance.is(0.9) ? written : null },
    shippingAddress: chance.is(0.95) ? { ...anAddress, country: chance.of(['TR', 'TR', 'DE', 'NL']) } : null,
    ...{ lines, goodsMinor, shippingMinor, discountMinor: 0, totalMinor: goodsMinor + shippingMinor },
    ...{ payment: { method: 'card', status: 'paid' }, trackingToken: 'Zk3v9Qm1Yw0aV7sJx2LrT5' },
    promiseBy: chance.is(0.3) ? at(chance.int(2, 8)) : null,
  });
  return lines;
}

/** One supplier, or two that share the first line; some do not ship all they took. */
function ship(life: OrderLife, chance: Chance, world: World, lines: readonly OrderLinePlaced[], at: At): Shipped[] {
  if (chance.is(0.1)) return [];
  const suppliers = chance.shuffled(world.suppliers).slice(0, chance.int(1, 2));
  return suppliers.flatMap((supplierId, round) => {
    const taken = lines.flatMap((line, index) => {
      const isShared = suppliers.length === 2 && index === 0 && line.quantity > 1;
      const quantity = isShared ? (round === 0 ? 1 : line.quantity - 1) : line.quantity;
      return isShared || index % suppliers.length === round ? [{ line, quantity }] : [];
    });
    return taken.length === 0 ? [] : shipFrom(life, chance, world, { supplierId, round, taken }, at);
  });
}

interface Task {
  readonly supplierId: string;
  readonly round: number;
  readonly taken: readonly { readonly line: OrderLinePlaced; readonly quantity: number }[];
}

function shipFrom(
  life: OrderLife,
  chance: Chance,
  world: World,
  { supplierId, round, taken }: Task,
  at: At,
): Shipped[] {
  const { orderId } = life;
  const purchaseOrderId = uuidv7();
  const currency = chance.is(0.9) ? 'TRY' : 'USD';
  const lines = taken.map(({ line, quantity }) => ({
    ...{ purchaseOrderLineId: uuidv7(), orderLineId: line.lineId, supplierSku: line.sku, sku: line.sku },
    ...{ quantity, unitCostMinor: chance.int(300, 30_000) },
  }));
  decide(life, chance, { supplierId, round, taken }, purchaseOrderId);
  life.say(PurchaseOrderCreated, {
    ...{ purchaseOrderId, number: 'PO', orderId, supplierId, supplierCode: 'S', routingVersion: round + 1, currency },
    ...{ lines, acknowledgeBy: at(0) },
  });
  const sent = lines.map((line) => ({ ...line, quantity: chance.is(0.1) ? line.quantity - 1 : line.quantity }));
  const left = sent.filter(({ quantity }) => quantity > 0);
  if (left.length === 0) return [];
  const carrier = chance.of(world.carriers);
  const parcelId = uuidv7();
  const parcelLines = left.map(({ purchaseOrderLineId, orderLineId, quantity }) => ({
    ...{ purchaseOrderLineId, orderLineId, quantity },
  }));
  const parcel = { parcelId, carrier, trackingNumber: parcelId, shippedAt: at(0.5), lines: parcelLines };
  life.say(PurchaseOrderShipped, {
    ...{ purchaseOrderId, orderId, supplierId, reference: parcelId, status: 'shipped', parcels: [parcel] },
  });
  life.say(ShipmentRegistered, {
    ...{ shipmentId: parcelId, orderId, purchaseOrderId, supplierId, carrier, trackingNumber: parcelId },
    ...{ lines: parcelLines, shippedAt: at(0.5), direction: chance.is(0.5) ? 'outbound' : null },
  });
  return [{ supplierId, purchaseOrderId, carrier, lines: left }];
}

function decide(life: OrderLife, chance: Chance, { supplierId, round, taken }: Task, purchaseOrderId: string): void {
  const loser = { supplierId: uuidv7(), chosen: false, parcelMinor: 99_999 };
  const winner = { supplierId, chosen: true, parcelMinor: chance.int(0, 7_000) };
  const candidates = [loser, winner].map((one) => ({
    ...{ ...one, supplierCode: 'S', parcelFixedMinor: 0, alreadyOpen: false, goodsMinor: 1, dearerByMinor: null },
    ...{ reason: null, offers: [], shippingMinor: chance.is(0.5) ? chance.int(0, 900) : null },
  }));
  const decision = {
    ...{ routingVersion: round + 1, policyVersion: 1, currency: 'TRY', decidedAt: '2026-01-01T00:00:00.000Z' },
    ...{ costMinor: 1, lowerBoundMinor: 1, proven: true, lines: [], plan: [], unfilled: [], candidates },
  };
  const purchaseOrder = { purchaseOrderId, supplierId, supplierCode: 'S', currency: 'TRY' };
  const lines = taken.map(({ line, quantity }) => ({
    ...{ orderLineId: line.lineId, offerId: uuidv7(), supplierSku: line.sku, sku: line.sku, title: line.sku },
    ...{ quantity, unitCostMinor: 1 },
  }));
  const plan = {
    ...{ orderId: life.orderId, routingVersion: round + 1, decision, purchaseOrders: [{ ...purchaseOrder, lines }] },
  };
  if (round === 0) life.say(OrderRouted, plan);
  else life.say(OrderRerouted, { ...plan, causedByPurchaseOrderId: null });
}

function followParcel(life: OrderLife, chance: Chance, { purchaseOrderId }: Shipped, at: At): void {
  const { orderId } = life;
  const shipment = life.of(ShipmentRegistered).find((one) => one.purchaseOrderId === purchaseOrderId);
  if (!shipment) return;
  const { shipmentId } = shipment;
  const promise = (promiseVersion: number, days: number): void =>
    life.say(ShipmentPromised, {
      ...{ shipmentId, orderId, promiseVersion, earliestDay: at(1).slice(0, 10), likelyDay: at(2).slice(0, 10) },
      ...{
        latestDay: at(days).slice(0, 10),
        previousLatestDay: null,
        reason: 'registered',
        basis: 'prior',
        samples: 0,
      },
      onTimeProbability: null,
    });
  const deliver = (days: number): void =>
    life.say(ShipmentDelivered, { shipmentId, orderId, deliveredAt: at(days), place: null, direction: null });
  const status = { ...{ shipmentId, orderId, fault: null, description: null, place: null, source: 'poll' as const } };
  if (chance.is(0.9)) promise(1, chance.int(2, 5));
  life.say(ShipmentStatusChanged, {
    ...{ ...status, status: 'in_transit', previousStatus: 'registered', occurredAt: at(1) },
  });
  if (chance.is(0.3)) promise(2, 9);
  if (chance.is(0.1)) return;
  deliver(1 + chance.next() * 6);
  if (!chance.is(0.15)) return;
  life.say(ShipmentStatusChanged, {
    ...{ ...status, status: 'attempt_failed', previousStatus: 'delivered', occurredAt: at(8) },
  });
  if (chance.is(0.5)) deliver(9);
}
