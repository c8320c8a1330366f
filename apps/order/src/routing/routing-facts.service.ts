import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OffersService, type OfferRow, type SupplierRow } from '../offers/offers.service.js';
import type { AppliedPolicy } from './domain/policy/routing-policy.js';
import type { KnownOffer, KnownSupplier, RoutingInput, UnitsToRoute } from './domain/routing-input.js';
import { ExchangeRatesService } from './exchange-rates.service.js';
import { PoliciesService } from './policies.service.js';

/** What is to be routed, for which order, and what happened before. */
export interface RoutingRequest {
  readonly orderId: string;
  readonly merchantId: string;
  readonly currency: string;
  readonly country: string | null;
  readonly placedAt: Date;
  readonly promiseBy: Date | null;
  readonly routingVersion: number;
  readonly units: readonly (UnitsToRoute & { readonly title: string })[];
  readonly refusedOffers: ReadonlySet<string>;
  readonly openSuppliers: ReadonlySet<string>;
}

interface GatherOptions {
  readonly lock?: boolean;
  readonly policy?: AppliedPolicy | undefined;
  readonly promised?: ReadonlyMap<string, number>;
}

/** Reads everything that a decision depends on. */
@Injectable()
export class RoutingFacts {
  constructor(
    private readonly offers: OffersService,
    private readonly policies: PoliciesService,
    private readonly rates: ExchangeRatesService,
  ) {}

  /**
   * @param lock hold the offers until the transaction ends.
   * @param policy the one to decide by instead of the active one.
   * @param promised units per offer that this transaction is about to take for others.
   */
  async gather(
    tx: EntityManager,
    request: RoutingRequest,
    { lock = false, policy, promised }: GatherOptions = {},
  ): Promise<RoutingInput> {
    const { merchantId, country, currency } = request;
    const applied = policy ?? (await this.policies.activeFor(tx, merchantId));
    const skus = [...new Set(request.units.map((unit) => unit.sku))];
    const offers = await this.offers.candidatesFor(tx, { merchantId, skus }, lock);
    const supplierIds = [...new Set(offers.map(({ supplierId }) => supplierId))];
    const suppliers = await this.offers.suppliersFor(tx, supplierIds, country, skus);
    const rates = applied.content.exchange.allowed ? await this.rates.newest(merchantId, tx, currency) : [];
    const countsDays = applied.content.filters.capacities.length > 0;
    return {
      ...{ orderId: request.orderId, currency, country },
      placedAt: request.placedAt.toISOString(),
      promiseBy: request.promiseBy?.toISOString() ?? null,
      routingVersion: request.routingVersion,
      decidedAt: new Date().toISOString(),
      units: request.units.map(({ lineId, sku, quantity, unitPriceMinor, weightGrams }) => ({
        ...{ lineId, sku, quantity, unitPriceMinor, weightGrams },
      })),
      suppliers: suppliers.map((row) => knownSupplier(row, countsDays)),
      offers: offers.map((row) => knownOffer(row, promised?.get(row.offerId) ?? 0)),
      refusedOffers: [...request.refusedOffers].sort(),
      openSuppliers: [...request.openSuppliers].sort(),
      rates,
      policy: applied,
    };
  }
}

const knownOffer = (row: OfferRow, promised: number): KnownOffer => ({
  offerId: row.offerId,
  supplierId: row.supplierId,
  supplierSku: row.supplierSku,
  sku: row.sku,
  onHand: row.onHand,
  committed: row.committed + promised,
  safetyUnits: row.safetyUnits,
  unitCostMinor: Number(row.unitCostMinor),
  currency: row.currency,
  leadTimeDays: row.leadTimeDays,
  asOf: row.asOf.toISOString(),
  feedId: row.feedId,
});

const knownSupplier = (row: SupplierRow, countsDays: boolean): KnownSupplier => ({
  supplierId: row.supplierId,
  code: row.code,
  active: row.active,
  currency: row.currency,
  parcelFixedMinor: Number(row.parcelFixedMinor),
  parcelPerKgMinor: Number(row.parcelPerKgMinor),
  parcelSteps: row.parcelSteps,
  minOrderMinor: Number(row.minOrderMinor),
  unreachableAt: row.unreachableAt?.toISOString() ?? null,
  record: row.record,
  ...(row.experience ? { experience: row.experience } : {}),
  purchaseOrdersToday: countsDays ? row.purchaseOrdersToday : null,
});
