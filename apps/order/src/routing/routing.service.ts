import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { PlannedPurchaseOrder, PlannedPurchaseOrderLine, RoutingDecision, UnroutableLine } from '#contracts';
import { CommitmentsService } from '../offers/commitments.service.js';
import { OffersService, type OfferRow } from '../offers/offers.service.js';
import type { Allocation } from '../orders/domain/allocation.js';
import { decideRouting, unroutableReason } from './domain/decide-routing.js';
import type { KnownOffer, UnitsToRoute } from './domain/routing-input.js';

/** Races for stock that are lost before the offers are locked for the decision. Beyond, guessing costs more than waiting. */
const OPTIMISTIC_ATTEMPTS = 3;
/** Hexadecimal digits of a UUIDv7 that tell its time in milliseconds. */
const TIME_DIGITS = 12;

/** What is to be routed, for which order, and what happened before. */
export interface RoutingRequest {
  readonly orderId: string;
  readonly merchantId: string;
  readonly currency: string;
  readonly country: string | null;
  readonly routingVersion: number;
  readonly units: readonly UnitsToRoute[];
  readonly refusedOffers: ReadonlySet<string>;
  readonly openSuppliers: ReadonlySet<string>;
}

/** A decision whose stock is committed, as purchase orders. */
export interface Routed {
  readonly decision: RoutingDecision;
  readonly purchaseOrders: PlannedPurchaseOrder[];
  readonly allocations: Allocation[];
  readonly unroutable: UnroutableLine[];
}

/** Chooses suppliers for units and commits their stock. */
@Injectable()
export class RoutingService {
  constructor(
    private readonly offers: OffersService,
    private readonly commitments: CommitmentsService,
  ) {}

  /** Decides without locks and commits; whoever loses the race for the last units decides again on fresh numbers. */
  async route(tx: EntityManager, request: RoutingRequest): Promise<Routed> {
    for (let attempt = 1; ; attempt += 1) {
      const locked = attempt > OPTIMISTIC_ATTEMPTS;
      await tx.query('SAVEPOINT routing');
      const known = await this.knownOffers(tx, request, locked);
      const routed = outcomeOf(request, known, this.decide(request, known));
      const commitments = routed.allocations.map(({ offerId, purchaseOrderId, lineId, quantity }) => ({
        offerId,
        purchaseOrderId,
        orderLineId: lineId,
        quantity,
      }));
      if (commitments.length === 0 || (await this.commitments.take(tx, commitments))) {
        await tx.query('RELEASE SAVEPOINT routing');
        return routed;
      }
      // Gives back the locks too: holding some offers while waiting for others is how deadlocks are made.
      await tx.query('ROLLBACK TO SAVEPOINT routing');
    }
  }

  /** The decision as it would be made now; commits nothing. */
  async preview(tx: EntityManager, request: RoutingRequest): Promise<RoutingDecision> {
    return this.decide(request, await this.knownOffers(tx, request, false));
  }

  private decide(request: RoutingRequest, offers: readonly KnownOffer[]): RoutingDecision {
    return decideRouting({ ...request, decidedAt: new Date(), offers });
  }

  private async knownOffers(tx: EntityManager, request: RoutingRequest, lock: boolean): Promise<KnownOffer[]> {
    const { merchantId, country, units } = request;
    const skus = [...new Set(units.map((unit) => unit.sku))];
    const rows = await this.offers.candidatesFor(tx, { merchantId, skus, country }, lock);
    return rows.map(knownOffer);
  }
}

function knownOffer(row: OfferRow): KnownOffer {
  const { offerId, supplierId, supplierSku, sku, onHand, committed, currency, leadTimeDays, asOf } = row;
  const supplier =
    row.supplierCode === null
      ? null
      : {
          code: row.supplierCode,
          active: row.supplierActive ?? false,
          currency: row.supplierCurrency ?? '',
          parcelFixedMinor: Number(row.parcelFixedMinor),
        };
  const unitCostMinor = Number(row.unitCostMinor);
  return {
    offerId,
    supplierId,
    supplier,
    supplierSku,
    sku,
    onHand,
    committed,
    unitCostMinor,
    currency,
    leadTimeDays,
    asOf,
  };
}

function outcomeOf(request: RoutingRequest, offers: readonly KnownOffer[], decision: RoutingDecision): Routed {
  const lines = new Map(request.units.map((unit) => [unit.lineId, unit]));
  const known = new Map(offers.map((offer) => [offer.offerId, offer]));
  const allocations: Allocation[] = [];
  const planned = new Map<string, PlannedPurchaseOrder>();
  for (const take of decision.plan) {
    const offer = known.get(take.offerId);
    const line = lines.get(take.lineId);
    if (!offer?.supplier || !line)
      throw new RangeError(`The plan takes offer ${take.offerId}, which was not handed in`);
    const purchaseOrderId = purchaseOrderIdOf(request, offer.supplierId);
    const order = planned.get(purchaseOrderId) ?? {
      purchaseOrderId,
      supplierId: offer.supplierId,
      supplierCode: offer.supplier.code,
      currency: offer.currency,
      lines: [],
    };
    order.lines.push(plannedLine(offer, line, take.quantity));
    planned.set(purchaseOrderId, order);
    allocations.push(allocationOf(request, order, take));
  }
  const unroutable = decision.unfilled.map(({ lineId, quantity }) => ({
    orderLineId: lineId,
    sku: lines.get(lineId)?.sku ?? '',
    quantity,
    reasonCode: unroutableReason(decision, lineId),
  }));
  return { decision, purchaseOrders: [...planned.values()], allocations, unroutable };
}

function plannedLine(offer: KnownOffer, line: UnitsToRoute, quantity: number): PlannedPurchaseOrderLine {
  return {
    orderLineId: line.lineId,
    offerId: offer.offerId,
    supplierSku: offer.supplierSku,
    sku: line.sku,
    title: line.title,
    quantity,
    unitCostMinor: offer.unitCostMinor,
  };
}

function allocationOf(
  request: RoutingRequest,
  order: PlannedPurchaseOrder,
  take: { lineId: string; offerId: string; quantity: number },
): Allocation {
  return {
    id: uuidv7(),
    lineId: take.lineId,
    purchaseOrderId: order.purchaseOrderId,
    supplierId: order.supplierId,
    supplierCode: order.supplierCode,
    offerId: take.offerId,
    routingVersion: request.routingVersion,
    quantity: take.quantity,
    accepted: 0,
    backordered: 0,
    released: 0,
    shipped: 0,
    sent: false,
    refused: false,
    status: 'allocated',
  };
}

/**
 * Derived from (order, supplier, routing version): deciding twice cannot order twice. A UUIDv7 like every id, with the
 * time of its order, so that indexes grow at one end. Never to be changed, or deciding twice would order twice.
 */
function purchaseOrderIdOf({ orderId, routingVersion }: RoutingRequest, supplierId: string): string {
  const msecs = Number.parseInt(orderId.replaceAll('-', '').slice(0, TIME_DIGITS), 16);
  const random = createHash('sha256')
    .update(`${orderId}/${supplierId}/${String(routingVersion)}`)
    .digest();
  return uuidv7({ msecs, random });
}
