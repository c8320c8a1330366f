import {
  ClaimCredited,
  ClaimOpened,
  ComplaintFirstAnswered,
  ComplaintMerged,
  ComplaintOpened,
  ComplaintSolved,
  ShipmentPromised,
  ShipmentRegistered,
  SurveyAnswered,
} from '#contracts';
import { day, NaiveWorld, unique, type Case, type Purchase, type Told } from './naive-world.js';

/** The cases of each measure, read from all events with loops. */
export class NaiveCases extends NaiveWorld {
  ofPurchases(measure: (purchase: Purchase) => Partial<Case> | null): Case[] {
    return this.purchases().flatMap((purchase) => {
      const own = measure(purchase);
      const { placed } = purchase;
      const base = { day: day(placed.data.placedAt), dims: this.about(placed), currency: null };
      return own === null ? [] : [{ ...base, weight: 1, first: 0, second: 0, ...own }];
    });
  }

  /** Orders about which there is a complaint. */
  complained(): string[] {
    return this.complaints().map(({ data }) => data.orderId);
  }

  ofComplaints(seconds: 'first' | 'solution' | null): Case[] {
    return this.complaints().flatMap(({ data, merchantId }) => {
      const answered = this.all(ComplaintFirstAnswered, data.orderId).find(
        (event) => event.data.complaintId === data.complaintId,
      );
      const solved = this.solution(data.complaintId);
      const took = { first: answered?.data.businessSeconds, solution: solved?.businessSeconds };
      const first = seconds === null ? 0 : took[seconds];
      if (first === undefined) return [];
      const dims = {
        ...{ merchant: [merchantId], country: this.about(this.placedOf(data.orderId)).country },
        ...{ supplier: [data.supplierId], sku: [data.sku], carrier: [data.carrier], type: [data.type] },
        ...{ cause: [solved?.cause ?? null], party: [solved?.partyAtFault ?? null] },
      };
      return [{ day: day(data.openedAt), dims, currency: null, weight: 1, first, second: 0 }];
    });
  }

  ofSurveys(kind: string, count: (score: number) => Pick<Case, 'first' | 'second'>): Case[] {
    const last = new Map(this.all(SurveyAnswered).map((event) => [event.data.surveyId, event]));
    return [...last.values()]
      .filter(({ data }) => data.kind === kind)
      .map(({ data }) => ({
        ...{ day: day(data.answeredAt), dims: this.about(this.placedOf(data.orderId)), currency: null, weight: 1 },
        ...count(data.score),
      }));
  }

  /** How many answers of a kind there are about an order. */
  answersAbout(orderId: string, kind: string): number {
    const own = this.all(SurveyAnswered, orderId).filter(({ data }) => data.kind === kind);
    return new Set(own.map(({ data }) => data.surveyId)).size;
  }

  ofParcels(): Case[] {
    return this.all(ShipmentRegistered).flatMap(({ data, merchantId }) => {
      if (data.direction === 'return') return [];
      const placed = this.placedOf(data.orderId);
      const promised = this.all(ShipmentPromised, data.orderId).find(
        (event) => event.data.shipmentId === data.shipmentId && event.data.promiseVersion === 1,
      );
      const due = placed.data.promiseBy ?? (promised ? `${promised.data.latestDay}T23:59:59.999Z` : null);
      if (due === null) return [];
      const last = this.last(
        (type, { shipmentId, previousStatus }) =>
          shipmentId === data.shipmentId &&
          (type === 'shipment.delivered' || (type === 'shipment.status-changed' && previousStatus === 'delivered')),
      );
      const { deliveredAt = 'never' } = (last?.data ?? {}) as { deliveredAt?: string };
      const skuOf = new Map(placed.data.lines.map(({ lineId, sku }) => [lineId, sku]));
      const dims = {
        ...{ merchant: [merchantId], country: this.about(placed).country, supplier: [data.supplierId] },
        ...{ sku: unique(data.lines.map((line) => skuOf.get(line.orderLineId)!)), carrier: [data.carrier] },
      };
      const isOnTime = Date.parse(deliveredAt) <= Date.parse(due);
      return [{ day: day(due), dims, currency: null, weight: 1, first: isOnTime ? 1 : 0, second: 0 }];
    });
  }

  ofClaims(): Case[] {
    return this.all(ClaimOpened).map(({ data, merchantId }) => {
      const placed = this.placedOf(data.orderId);
      const credited = this.all(ClaimCredited, data.orderId)
        .filter((event) => event.data.claimId === data.claimId && event.data.currency === data.currency)
        .reduce((sum, event) => sum + event.data.amountMinor, 0);
      const dims = {
        ...{ merchant: [merchantId], country: this.about(placed).country, supplier: [data.supplierId] },
        ...{ sku: unique(data.lines.map(({ sku }) => sku)), type: [data.type] },
      };
      const { currency, amountMinor } = data;
      return { day: day(placed.data.placedAt), dims, currency, weight: amountMinor, first: credited, second: 0 };
    });
  }

  /** A case per customer and currency: what it has brought until today. */
  customers(): Case[] {
    const groups = new Map<string, Purchase[]>();
    for (const purchase of this.purchases()) {
      if (purchase.person === null) continue;
      const name = `${purchase.person} ${purchase.placed.data.currency}`;
      groups.set(name, [...(groups.get(name) ?? []), purchase]);
    }
    return [...groups.values()].map((own) => {
      const net = own.reduce((sum, { placed }) => sum + this.netOf(placed), 0);
      const [{ placed }] = own.sort((a, b) => a.nth! - b.nth!) as [Purchase];
      const { merchant, country } = this.about(placed);
      const { currency, placedAt } = placed.data;
      return { day: day(placedAt), dims: { merchant, country }, currency, weight: 1, first: net, second: net * net };
    });
  }

  private netOf({ data: { orderId, currency, totalMinor } }: Purchase['placed']): number {
    const refunds = this.refundsOf(orderId).filter(({ data }) => data.sum.currency === currency);
    return totalMinor - refunds.reduce((total, { data }) => total + data.sum.amountMinor, 0);
  }

  private complaints(): Told<ComplaintOpened>[] {
    const merged = this.all(ComplaintMerged).map(({ data }) => data.complaintId);
    return this.all(ComplaintOpened).filter(({ data }) => !merged.includes(data.complaintId));
  }

  /** The last solution of a complaint, if it was not reopened after it. */
  private solution(complaint: string): ComplaintSolved | undefined {
    const last = this.last(
      (type, { complaintId }) => /^complaint\.(solved|reopened)$/.test(type) && complaintId === complaint,
    );
    return last?.type === 'complaint.solved' ? (last.data as ComplaintSolved) : undefined;
  }
}
