import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  ClaimCredited,
  ClaimDecided,
  ClaimOpened,
  ComplaintMerged,
  ComplaintOpened,
  ComplaintSolved,
  Envelope,
  RefundFailed,
  RefundRequested,
  ReturnRequested,
  ReviewModerated,
  ReviewSubmitted,
  SurveyAnswered,
} from '#contracts';
import {
  isDissatisfied,
  isProblemClaim,
  isSupplierComplaint,
  isSupplierReturn,
  scoreOutOf100,
} from './domain/fault.js';
import { ExperienceLedger, type Fact } from './experience-ledger.service.js';

/** A complaint is about one unit unless a claim or a return says how many there were. */
const COMPLAINT_UNITS = 1;

/** What after-sales tells, as facts of the ledger. What is no fault of a supplier's is kept too, and counts nothing. */
@Injectable()
export class AfterSalesFacts {
  constructor(private readonly ledger: ExperienceLedger) {}

  async returnRequested(tx: EntityManager, envelope: Envelope<ReturnRequested>): Promise<void> {
    const { orderId, returnId, requestedAt, lines } = envelope.data;
    const facts: Fact[] = [];
    for (const line of lines) {
      const { orderLineId, supplierId, sku } = line;
      const place = await this.ledger.placeOf(tx, { orderId, orderLineId, supplierId, sku, at: requestedAt });
      if (!place) continue;
      facts.push({
        ...{ ...place, sourceId: returnId, kind: 'return', part: line.returnLineId, causeId: returnId },
        ...{ units: line.quantity, isProblem: isSupplierReturn(line.reasonCode) },
      });
    }
    await this.ledger.put(tx, envelope, orderId, facts);
  }

  /** Refused, expired or cancelled: no goods came back. */
  async returnEnded(tx: EntityManager, envelope: Envelope<{ returnId: string }>): Promise<void> {
    await this.ledger.setVoid(tx, envelope, { id: envelope.data.returnId, kind: 'return' }, true);
  }

  /** What the supplier is asked for stands as the fact's amount: credit notes are shared over the lines by it. */
  async claimOpened(tx: EntityManager, envelope: Envelope<ClaimOpened>): Promise<void> {
    const { orderId, claimId, returnId, supplierId, type, lines } = envelope.data;
    const facts: Fact[] = [];
    for (const line of lines) {
      const { orderLineId, sku, quantity } = line;
      const at = envelope.occurredAt;
      const place = await this.ledger.placeOf(tx, { orderId, orderLineId, supplierId, sku, at });
      if (!place) continue;
      facts.push({
        ...{ ...place, sourceId: claimId, kind: 'claim', part: orderLineId, causeId: returnId ?? claimId },
        ...{ units: quantity, isProblem: isProblemClaim(type), amountMinor: quantity * line.unitCostMinor },
      });
    }
    await this.ledger.put(tx, envelope, orderId, facts);
  }

  async claimDecided(tx: EntityManager, envelope: Envelope<ClaimDecided>): Promise<void> {
    const { claimId, decision } = envelope.data;
    await this.ledger.setVoid(tx, envelope, { id: claimId, kind: 'claim' }, decision === 'rejected');
  }

  async claimCredited(tx: EntityManager, envelope: Envelope<ClaimCredited>): Promise<void> {
    const { orderId, claimId, amountMinor, currency, creditNoteNumber } = envelope.data;
    const claimed = await this.ledger.factsOf(tx, claimId, 'claim');
    const asked = claimed.reduce((sum, fact) => sum + fact.amountMinor, 0);
    if (asked === 0) return;
    const facts = claimed.map(({ part, units, amountMinor: lineMinor, ...place }): Fact => ({
      ...{ ...place, sourceId: claimId, kind: 'credit', part: `${creditNoteNumber} ${part}`, currency },
      amountMinor: Math.round((amountMinor * lineMinor) / asked),
      amountUnits: (amountMinor * units) / asked,
    }));
    await this.ledger.put(tx, envelope, orderId, facts);
  }

  async complaintOpened(tx: EntityManager, envelope: Envelope<ComplaintOpened>): Promise<void> {
    const { orderId, complaintId, orderLineId, supplierId, sku, openedAt: at, type } = envelope.data;
    const place = await this.ledger.placeOf(tx, { orderId, orderLineId, supplierId, sku, at });
    if (!place) return;
    await this.ledger.put(tx, envelope, orderId, [
      {
        ...{ ...place, sourceId: complaintId, kind: 'complaint', part: '', causeId: complaintId },
        ...{ units: COMPLAINT_UNITS, isProblem: isSupplierComplaint(type) },
      },
    ]);
  }

  /** Now it is known whose fault it was, and whose goods it was about: the first guess goes. */
  async complaintSolved(tx: EntityManager, envelope: Envelope<ComplaintSolved>): Promise<void> {
    const { orderId, complaintId, supplierId, sku, solvedAt: at, partyAtFault } = envelope.data;
    const [known] = await this.ledger.factsOf(tx, complaintId, 'complaint');
    const isSameSku = known !== undefined && (sku === null || sku === known.sku);
    const orderLineId = isSameSku ? known.orderLineId : null;
    const place = (await this.ledger.placeOf(tx, { orderId, orderLineId, supplierId, sku, at })) ?? known;
    if (!place) return;
    // Without a parcel it counts on the day on which it was first told.
    const day = known && place.carrier === 'unknown' ? known.day : place.day;
    await this.ledger.put(tx, envelope, orderId, [
      {
        ...{ ...place, day, sourceId: complaintId, kind: 'complaint', part: '', causeId: complaintId },
        ...{ units: COMPLAINT_UNITS, isProblem: partyAtFault === 'supplier' },
      },
    ]);
  }

  async complaintMerged(tx: EntityManager, envelope: Envelope<ComplaintMerged>): Promise<void> {
    await this.ledger.setVoid(tx, envelope, { id: envelope.data.complaintId, kind: 'complaint' }, true);
  }

  async refundRequested(tx: EntityManager, envelope: Envelope<RefundRequested>): Promise<void> {
    const { orderId, refundId, returnId, claimId, complaintId, sum, requestedAt: at } = envelope.data;
    const facts: Fact[] = [];
    for (const { orderLineId, amountMinor } of sum.lines) {
      const place = await this.ledger.placeOf(tx, { orderId, orderLineId, supplierId: null, sku: null, at });
      if (!place) continue;
      facts.push({
        ...{ ...place, sourceId: refundId, kind: 'refund', part: orderLineId, currency: sum.currency },
        ...{ causeId: returnId ?? claimId ?? complaintId, amountMinor },
        amountUnits: place.unitPriceMinor > 0 ? amountMinor / place.unitPriceMinor : 0,
      });
    }
    await this.ledger.put(tx, envelope, orderId, facts);
  }

  async refundFailed(tx: EntityManager, envelope: Envelope<RefundFailed>): Promise<void> {
    await this.ledger.setVoid(tx, envelope, { id: envelope.data.refundId, kind: 'refund' }, true);
  }

  /** What a customer says of the order is said of whoever delivered it; of a complaint's solution, of the desk. */
  async surveyAnswered(tx: EntityManager, envelope: Envelope<SurveyAnswered>): Promise<void> {
    const { orderId, surveyId, kind, subject, score } = envelope.data;
    if (subject !== 'order') return;
    const places = await this.ledger.deliveredPlaces(tx, orderId);
    await this.ledger.put(
      tx,
      envelope,
      orderId,
      places.map((place): Fact => ({
        ...{ ...place, sourceId: surveyId, kind: 'score', part: `${place.supplierId} ${place.sku}`, causeId: null },
        ...{ score: scoreOutOf100(kind, score), isDissatisfied: isDissatisfied(kind, score) },
      })),
    );
  }

  async reviewSubmitted(tx: EntityManager, envelope: Envelope<ReviewSubmitted>): Promise<void> {
    const { orderId, orderLineId, reviewId, sku, rating, submittedAt: at } = envelope.data;
    const place = await this.ledger.placeOf(tx, { orderId, orderLineId, supplierId: null, sku, at });
    if (!place) return;
    await this.ledger.put(tx, envelope, orderId, [
      {
        ...{ ...place, sourceId: reviewId, kind: 'score', part: '', causeId: null },
        ...{ score: scoreOutOf100('review', rating), isDissatisfied: isDissatisfied('review', rating) },
      },
    ]);
  }

  /** A review that nobody may see tells nothing either. */
  async reviewModerated(tx: EntityManager, envelope: Envelope<ReviewModerated>): Promise<void> {
    const { reviewId, decision } = envelope.data;
    await this.ledger.setVoid(tx, envelope, { id: reviewId, kind: 'score' }, decision === 'rejected');
  }
}
