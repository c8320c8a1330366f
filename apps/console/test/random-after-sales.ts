import { v7 as uuidv7 } from 'uuid';
import {
  ClaimCredited,
  ClaimOpened,
  commentTopics,
  ComplaintFirstAnswered,
  ComplaintMerged,
  ComplaintOpened,
  ComplaintReopened,
  ComplaintSolved,
  complaintTypes,
  OrderPlaced,
  partiesAtFault,
  RefundFailed,
  RefundRequested,
  ReturnApproved,
  ReturnClosed,
  ReturnExpired,
  ReturnLabelIssued,
  returnReasons,
  ReturnRefused,
  ReturnRequested,
  ShipmentRegistered,
  SurveyAnswered,
  type ReturnLine,
} from '#contracts';
import type { Chance, OrderLife } from './order-life.js';

export interface ShippedUnit {
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly unitCostMinor: number;
}
/** A parcel that left a supplier. */
export interface Shipped {
  readonly supplierId: string;
  readonly purchaseOrderId: string;
  readonly carrier: string;
  readonly lines: readonly ShippedUnit[];
}

/** When it is so many days after the order. */
export type At = (days: number) => string;

export function sendBack(life: OrderLife, chance: Chance, shipped: Shipped, at: At): void {
  const { orderId } = life;
  const [returnId, number] = [uuidv7(), 'R-1'];
  const kind = chance.of(['return', 'exchange', 'withdrawal'] as const);
  const lines = shipped.lines.map(({ orderLineId, sku, quantity }) => ({
    ...{ returnLineId: uuidv7(), orderLineId, sku, quantity: chance.int(1, quantity) },
    reasonCode: kind === 'withdrawal' || chance.is(0.1) ? null : chance.of(returnReasons),
    ...{ supplierId: shipped.supplierId, purchaseOrderId: shipped.purchaseOrderId },
  }));
  life.say(ReturnRequested, {
    ...{ returnId, number, orderId, kind, channel: 'api', policyVersion: 1, lines, requestedAt: at(12) },
  });
  if (chance.is(0.15)) {
    life.say(ReturnRefused, { returnId, number, orderId, clause: 'WINDOW_CLOSED', detail: null });
    return;
  }
  const payer = chance.of(['customer', 'merchant', 'merchant', 'supplier'] as const);
  life.say(ReturnApproved, {
    ...{ returnId, number, orderId, approvedBy: 'policy', expiresAt: at(30) },
    lines: lines.map(({ returnLineId, orderLineId, quantity }) => ({
      ...{ returnLineId, orderLineId, quantity, clause: 'DEFECT' as const, destination: 'supplier' as const, payer },
    })),
  });
  issueLabel(life, chance, { returnId, lines, payer, shipped }, at);
  if (chance.is(0.1)) {
    life.say(ReturnExpired, { returnId, number, orderId, expiredAt: at(35) });
    return;
  }
  refund(life, chance, { returnId, claimId: null, complaintId: null }, lines, at);
  if (chance.is(0.6)) answer(life, chance, 'ces', 7, returnId, at);
  life.say(ReturnClosed, {
    ...{ returnId, number, orderId, outcome: chance.is(0.15) ? 'cancelled' : 'refunded', closedAt: at(20) },
  });
}

interface Label {
  readonly returnId: string;
  readonly lines: readonly ReturnLine[];
  readonly payer: 'customer' | 'merchant' | 'supplier';
  readonly shipped: Shipped;
}

/** The parcel goes to the supplier or to the merchant; its number may be known only later. */
function issueLabel(life: OrderLife, chance: Chance, { returnId, lines, payer, shipped }: Label, at: At): void {
  const isToSupplier = chance.is(0.6);
  const shipmentId = uuidv7();
  const label = {
    ...{ returnId, number: 'R-1', orderId: life.orderId, shipmentId, method: 'label', labelUrl: null },
    supplierId: isToSupplier ? shipped.supplierId : null,
    purchaseOrderId: isToSupplier ? shipped.purchaseOrderId : null,
    ...{ instructions: null, payer, issuedAt: at(13) },
    lines: lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity })),
  };
  if (chance.is(0.5)) life.say(ReturnLabelIssued, { ...label, carrier: null, trackingNumber: null });
  life.say(ReturnLabelIssued, { ...label, carrier: 'ups', trackingNumber: 'X' });
  life.say(ShipmentRegistered, {
    ...{ shipmentId, orderId: life.orderId, purchaseOrderId: label.purchaseOrderId, supplierId: label.supplierId },
    ...{ carrier: 'ups', trackingNumber: 'X', lines: label.lines, shippedAt: at(14), direction: 'return', returnId },
  });
}

interface RefundFor {
  readonly returnId: string | null;
  readonly claimId: string | null;
  readonly complaintId: string | null;
}

function refund(
  life: OrderLife,
  chance: Chance,
  about: RefundFor,
  lines: readonly { readonly orderLineId: string; readonly quantity: number }[],
  at: At,
): void {
  const [placed] = life.of(OrderPlaced);
  const refunded = lines.map(({ orderLineId, quantity }) => {
    const price = placed?.lines.find(({ lineId }) => lineId === orderLineId)?.unitPriceMinor ?? 0;
    return { orderLineId, quantity, amountMinor: price * quantity };
  });
  const goods = refunded.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const [shippingMinor, deductionMinor] = [chance.int(0, 99), chance.int(0, Math.min(goods, 300))];
  const amountMinor = goods + shippingMinor - deductionMinor;
  const refundId = uuidv7();
  const sum = { currency: placed?.currency ?? 'TRY', amountMinor, lines: refunded, shippingMinor, deductionMinor };
  life.say(RefundRequested, { refundId, orderId: life.orderId, ...about, sum, requestedAt: at(18) });
  if (chance.is(0.1)) life.say(RefundFailed, { refundId, orderId: life.orderId, returnId: null, reasonCode: 'NO' });
}

export function complain(life: OrderLife, chance: Chance, shipped: readonly Shipped[], at: At): void {
  const { orderId } = life;
  const about = shipped.length > 0 && chance.is(0.8) ? chance.of(shipped) : null;
  const line = about?.lines[0] ?? null;
  const [complaintId = '', second] = [3, 5].slice(0, chance.int(1, 2)).map((days) => {
    const opened = { complaintId: uuidv7(), number: 'C-1', orderId, openedAt: at(days + chance.next()) };
    life.say(ComplaintOpened, {
      ...{ ...opened, type: chance.of(complaintTypes), channel: 'api', firstAnswerDueAt: at(9), solutionDueAt: at(9) },
      ...subjectOf(about),
    });
    return opened.complaintId;
  });
  const answered = { complaintId, orderId, businessSeconds: chance.int(60, 90_000), inTime: true, answeredAt: at(4) };
  if (chance.is(0.85)) life.say(ComplaintFirstAnswered, answered);
  if (second !== undefined && chance.is(0.5))
    life.say(ComplaintMerged, { complaintId: second, orderId, intoComplaintId: complaintId });
  if (chance.is(0.8)) settle(life, chance, complaintId, line, at);
}

const subjectOf = (about: Shipped | null) => ({
  ...{ supplierId: about?.supplierId ?? null, carrier: about?.carrier ?? null },
  ...{ orderLineId: about?.lines[0]?.orderLineId ?? null, sku: about?.lines[0]?.sku ?? null },
});

/** Solved, reopened, solved again; paid back, and asked how it was. */
function settle(life: OrderLife, chance: Chance, complaintId: string, line: ShippedUnit | null, at: At): void {
  const { orderId } = life;
  const solve = (): void =>
    life.say(ComplaintSolved, {
      ...{ complaintId, number: 'C-1', orderId, cause: chance.of(complaintTypes), resolution: 'apology' },
      ...{ partyAtFault: chance.of(partiesAtFault), supplierId: null, sku: null, carrier: null },
      ...{ businessSeconds: chance.int(600, 200_000), inTime: true, solvedAt: at(7) },
    });
  solve();
  if (chance.is(0.3)) {
    life.say(ComplaintReopened, { complaintId, orderId, reopenedBy: 'customer', solutionDueAt: at(9) });
    if (chance.is(0.5)) solve();
  }
  if (chance.is(0.4))
    refund(life, chance, { returnId: null, claimId: null, complaintId }, line && chance.is(0.6) ? [line] : [], at);
  if (chance.is(0.8)) answer(life, chance, 'csat', 5, complaintId, at);
}

export function claim(life: OrderLife, chance: Chance, { supplierId, purchaseOrderId, lines }: Shipped, at: At): void {
  const claimId = uuidv7();
  const claimed = lines.map(({ orderLineId, sku, quantity, unitCostMinor }) => ({
    ...{ orderLineId, sku, quantity, unitCostMinor },
  }));
  const amountMinor = claimed.reduce((sum, { quantity, unitCostMinor }) => sum + quantity * unitCostMinor, 0);
  const known = { claimId, number: 'CL-1', orderId: life.orderId, supplierId, currency: chance.of(['TRY', 'USD']) };
  life.say(ClaimOpened, {
    ...{ ...known, purchaseOrderId, type: 'damaged', returnId: null, complaintId: null, lines: claimed, amountMinor },
    ...{ photos: 0, answerBy: at(20) },
  });
  for (let note = chance.int(0, 2); note > 0; note -= 1) {
    const amount = chance.int(1, amountMinor);
    life.say(ClaimCredited, {
      ...{ ...known, creditNoteNumber: String(note), amountMinor: amount, creditedMinor: amount, creditedAt: at(25) },
    });
  }
  if (chance.is(0.3)) refund(life, chance, { returnId: null, claimId, complaintId: null }, lines.slice(0, 1), at);
}

const subjects = { nps: 'order', csat: 'complaint', ces: 'return' } as const;

export function answer(
  life: OrderLife,
  chance: Chance,
  kind: keyof typeof subjects,
  best: number,
  subjectId: string,
  at: At,
): void {
  const surveyId = uuidv7();
  for (let time = chance.is(0.2) ? 2 : 1; time > 0; time -= 1) {
    life.say(SurveyAnswered, {
      ...{ surveyId, orderId: life.orderId, kind, subject: subjects[kind], subjectId },
      ...{ score: chance.int(kind === 'nps' ? 0 : 1, best), previousScore: null, sentiment: null },
      ...{ topics: [chance.of(commentTopics)], answeredAt: at(10 + time * 0.1) },
    });
  }
}
