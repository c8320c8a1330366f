import type { OrderPlaced } from '#contracts';
import type { ClaimRow, OrderFactRows, OrderRow, SurveyRow, UnitRow } from './fact-rows.js';
import { complaintsOf, type Complaint } from './complaints.js';
import { parcelsOf, type Parcel } from './parcels.js';
import { OrderEvents, type RecordedFact } from './recorded-fact.js';
import { returnedLines } from './returned-lines.js';
import { shippedLines, type ShippedLine } from './shipped-lines.js';
import { standingRefunds, unitSums, type PlacedSums } from './unit-sums.js';

/** Whose order it is. */
export interface Owner {
  readonly merchantId: string;
  /** Pseudonym of the customer; null when unknown. */
  readonly person: string | null;
}

/**
 * What is known of one order: a function of the set of its events, so that neither their order nor repetition
 * changes anything.
 * @returns null while the order itself was not heard of.
 */
export function factsOfOrder({ merchantId, person }: Owner, recorded: readonly RecordedFact[]): OrderFactRows | null {
  const events = new OrderEvents(recorded);
  const [placed] = events.of('order.placed');
  if (!placed) return null;
  const skus = new Map(placed.lines.map(({ lineId, sku }) => [lineId, sku]));
  const skusOf = (lineIds: readonly string[]): string[] => distinct(lineIds.map((id) => skus.get(id) ?? ''));
  const [shipped, returned] = [shippedLines(events), returnedLines(events)];
  const [parcels, complaints] = [parcelsOf(events, placed.promiseBy), complaintsOf(events)];
  const country = placed.shippingAddress?.country ?? null;
  const of = { order_id: placed.orderId, merchant_id: merchantId, country };
  const day = dayOf(placed.placedAt);
  const carriers = distinct(parcels.map(({ carrier }) => carrier));
  const order = orderRow({ ...of, person, day, carriers, skus: distinct([...skus.values()]) }, placed, events, {
    shipped,
    complaints,
  });
  return {
    order,
    units: unitSums(events, { currency: placed.currency, skus }, shipped, returned).map((sums) =>
      unitRow({ ...of, day, carriers }, sums),
    ),
    parcels: parcels.map((parcel) => ({ ...of, ...parcelColumns(parcel), skus: skusOf(parcel.orderLineIds) })),
    returns: returned.map((line) => ({
      ...{ ...of, day, carriers, supplier_id: line.supplierId, sku: line.sku, kind: line.kind, reason: line.reason },
      ...{ return_line_id: line.returnLineId, return_id: line.returnId, quantity: line.quantity },
      ...{ is_returned: line.isReturned, requested_at: line.requestedAt },
    })),
    complaints: complaints.map((complaint) => ({ ...of, ...complaintColumns(complaint) })),
    claims: claimRows({ ...of, day }, events),
    surveys: surveyRows({ ...of, ...sharedWithSurveys(order) }, events),
  };
}

export const dayOf = (time: string): string => new Date(time).toISOString().slice(0, 10);

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();

function orderRow(
  known: Pick<OrderRow, 'order_id' | 'merchant_id' | 'country' | 'person' | 'day' | 'carriers' | 'skus'>,
  placed: OrderPlaced,
  events: OrderEvents,
  { shipped, complaints }: { shipped: readonly ShippedLine[]; complaints: readonly Complaint[] },
): OrderRow {
  const [first] = complaints;
  const isCancelled = events.of('order.cancelled').some(({ partly }) => !partly);
  const refunds = standingRefunds(events).filter(({ sum }) => sum.currency === placed.currency);
  return {
    ...known,
    placed_at: placed.placedAt,
    currency: placed.currency,
    value_minor: placed.totalMinor,
    refunded_minor: refunds.reduce((total, { sum }) => total + sum.amountMinor, 0),
    is_purchase: placed.source !== 'exchange' && !isCancelled,
    suppliers: distinct(shipped.map(({ supplierId }) => supplierId)),
    complaints: complaints.length,
    complained_at: first?.openedAt ?? null,
    first_answer_seconds: first?.firstAnswerSeconds ?? null,
  };
}

function unitRow(
  known: Pick<UnitRow, 'order_id' | 'merchant_id' | 'country' | 'day' | 'carriers'>,
  { supplierId, ...sums }: PlacedSums,
): UnitRow {
  return { ...known, supplier_id: supplierId, ...sums };
}

const parcelColumns = ({ shipmentId, supplierId, carrier, shippedAt, dueAt, deliveredAt }: Parcel) => ({
  ...{ shipment_id: shipmentId, supplier_id: supplierId, carrier, shipped_at: shippedAt },
  ...{ due_at: dueAt, day: dueAt === null ? null : dayOf(dueAt), delivered_at: deliveredAt },
});

const complaintColumns = (complaint: Complaint) => ({
  ...{ complaint_id: complaint.complaintId, day: dayOf(complaint.openedAt), type: complaint.type },
  ...{ supplier_id: complaint.supplierId, sku: complaint.sku, carrier: complaint.carrier },
  ...{ cause: complaint.solution?.cause ?? null, party_at_fault: complaint.solution?.partyAtFault ?? null },
  first_answer_seconds: complaint.firstAnswerSeconds,
  solution_seconds: complaint.solution?.businessSeconds ?? null,
});

/** Credit notes in another currency than the claim's are in the sums per supplier and SKU, and not here. */
function claimRows(
  known: Pick<ClaimRow, 'order_id' | 'merchant_id' | 'country' | 'day'>,
  events: OrderEvents,
): ClaimRow[] {
  const credits = events.of('claim.credited');
  return events.of('claim.opened').map(({ claimId, supplierId, lines, type, currency, amountMinor }) => ({
    ...{ ...known, claim_id: claimId, supplier_id: supplierId, type, currency, claimed_minor: amountMinor },
    skus: distinct(lines.map(({ sku }) => sku)),
    credited_minor: credits
      .filter((note) => note.claimId === claimId && note.currency === currency)
      .reduce((total, note) => total + note.amountMinor, 0),
  }));
}

const sharedWithSurveys = ({ day, ...order }: OrderRow) => ({
  ...{ suppliers: order.suppliers, skus: order.skus, carriers: order.carriers, order_day: day },
  ...{ is_purchase: order.is_purchase, complaints: order.complaints },
  first_answer_seconds: order.first_answer_seconds,
});

/** A second answer within its window takes the place of the first. */
function surveyRows(
  known: Omit<SurveyRow, 'survey_id' | 'day' | 'kind' | 'score' | 'complaint_id'>,
  events: OrderEvents,
): SurveyRow[] {
  const last = new Map(events.of('survey.answered').map((answer) => [answer.surveyId, answer]));
  return [...last.values()].map(({ surveyId, kind, score, subject, subjectId, answeredAt }) => ({
    ...{ ...known, survey_id: surveyId, day: dayOf(answeredAt), kind, score },
    complaint_id: subject === 'complaint' ? subjectId : null,
  }));
}
