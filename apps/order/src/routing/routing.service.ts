import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RoutingDecision } from '#contracts';
import { CommitmentsService, type Commitment } from '../offers/commitments.service.js';
import { DecisionThreads } from './decision-threads.js';
import type { AppliedPolicy } from './domain/policy/routing-policy.js';
import { namesSupplier } from './domain/policy/selectors.js';
import type { RoutingInput } from './domain/routing-input.js';
import { planPurchaseOrders, type Routed } from './plan-purchase-orders.js';
import { RoutingFacts, type RoutingRequest } from './routing-facts.service.js';

export type { Routed } from './plan-purchase-orders.js';

/** Races for stock that are lost before the offers are locked for the decision. Beyond, guessing costs more than waiting. */
const OPTIMISTIC_ATTEMPTS = 3;

/** Chooses suppliers for units and commits their stock. */
@Injectable()
export class RoutingService {
  constructor(
    private readonly facts: RoutingFacts,
    private readonly commitments: CommitmentsService,
    private readonly threads: DecisionThreads,
  ) {}

  /** Decides without locks and commits; whoever loses the race for the last units decides again on fresh numbers. */
  async route(tx: EntityManager, request: RoutingRequest): Promise<Routed> {
    for (let attempt = 1; ; attempt += 1) {
      const lock = attempt > OPTIMISTIC_ATTEMPTS;
      await tx.query('SAVEPOINT routing');
      const input = await this.facts.gather(tx, request, { lock });
      const routed = planPurchaseOrders(input, await this.threads.decide(input), titlesOf(request));
      if ((await this.commitments.take(tx, commitmentsOf(routed))) && (await this.takeDays(tx, routed))) {
        await tx.query('RELEASE SAVEPOINT routing');
        return routed;
      }
      // Gives back the locks too: holding some offers while waiting for others is how deadlocks are made.
      await tx.query('ROLLBACK TO SAVEPOINT routing');
    }
  }

  /**
   * Decides for many and commits all in one statement, those that come first before the others. Undefined for whoever
   * lost a race: it must decide again in a transaction of its own, because holding stock while waiting for other
   * stock is how deadlocks are made.
   */
  async routeTogether(tx: EntityManager, requests: readonly RoutingRequest[]): Promise<(Routed | undefined)[]> {
    const promised = new Map<string, number>();
    const routings: (Routed | undefined)[] = [];
    for (const request of requests) {
      const input = await this.facts.gather(tx, request, { promised });
      // Capacity is counted per supplier and day, in rows that this statement does not lock.
      const routed = hasCapacities(input)
        ? undefined
        : planPurchaseOrders(input, await this.threads.decide(input), titlesOf(request));
      for (const { offerId, quantity } of routed?.allocations ?? [])
        promised.set(offerId, (promised.get(offerId) ?? 0) + quantity);
      routings.push(routed);
    }
    const decided = routings.filter((routed) => routed !== undefined);
    const taken = await this.commitments.takeEach(tx, decided.map(commitmentsOf));
    const won = new Set(decided.filter((_, index) => taken[index]));
    return routings.map((routed) => (routed && won.has(routed) ? routed : undefined));
  }

  /** The decision as it would be made now, by the active policy or by another; commits nothing. */
  async preview(tx: EntityManager, request: RoutingRequest, policy?: AppliedPolicy): Promise<RoutingDecision> {
    return this.threads.decide(await this.facts.gather(tx, request, { policy }));
  }

  /** Counts the purchase orders against the capacity of the day, where the policy limits it. */
  private async takeDays(tx: EntityManager, { input, purchaseOrders }: Routed): Promise<boolean> {
    const { filters, groups } = input.policy.content;
    const asked = purchaseOrders
      .filter(({ supplierId }) => !input.openSuppliers.includes(supplierId))
      .map(({ supplierId, supplierCode }) => ({
        supplierId,
        most: Math.min(
          ...filters.capacities
            .filter(({ supplier }) => namesSupplier([supplier], supplierCode, groups))
            .map(({ purchaseOrdersPerDay }) => purchaseOrdersPerDay),
        ),
      }))
      .filter(({ most }) => Number.isFinite(most));
    return asked.length === 0 || this.commitments.takeDays(tx, asked);
  }
}

const titlesOf = ({ units }: RoutingRequest): ReadonlyMap<string, string> =>
  new Map(units.map(({ lineId, title }) => [lineId, title]));

const hasCapacities = ({ policy }: RoutingInput): boolean => policy.content.filters.capacities.length > 0;

function commitmentsOf({ input, decision, allocations }: Routed): Commitment[] {
  const offers = decision.candidates.flatMap((candidate) => candidate.offers);
  const keptBack = new Map(offers.map(({ offerId, stock }) => [offerId, stock?.safetyStock ?? 0]));
  return input.units.flatMap(({ lineId }) =>
    allocations
      .filter((allocation) => allocation.lineId === lineId)
      .map(({ offerId, purchaseOrderId, quantity }) => ({
        ...{ offerId, purchaseOrderId, orderLineId: lineId, quantity },
        keptBack: keptBack.get(offerId) ?? 0,
      })),
  );
}
