import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RoutingDecision } from '#contracts';
import { CommitmentsService } from '../offers/commitments.service.js';
import { decideRouting } from './domain/decide-routing.js';
import type { AppliedPolicy } from './domain/policy/routing-policy.js';
import { planPurchaseOrders, type Routed } from './plan-purchase-orders.js';
import { RoutingFacts, type RoutingRequest } from './routing-facts.service.js';

/** Races for stock that are lost before the offers are locked for the decision. Beyond, guessing costs more than waiting. */
const OPTIMISTIC_ATTEMPTS = 3;

/** Chooses suppliers for units and commits their stock. */
@Injectable()
export class RoutingService {
  constructor(
    private readonly facts: RoutingFacts,
    private readonly commitments: CommitmentsService,
  ) {}

  /** Decides without locks and commits; whoever loses the race for the last units decides again on fresh numbers. */
  async route(tx: EntityManager, request: RoutingRequest): Promise<Routed> {
    const titles = new Map(request.units.map(({ lineId, title }) => [lineId, title]));
    for (let attempt = 1; ; attempt += 1) {
      const lock = attempt > OPTIMISTIC_ATTEMPTS;
      await tx.query('SAVEPOINT routing');
      const input = await this.facts.gather(tx, request, { lock });
      const routed = planPurchaseOrders(input, decideRouting(input), titles);
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

  /** The decision as it would be made now, by the active policy or by another; commits nothing. */
  async preview(tx: EntityManager, request: RoutingRequest, policy?: AppliedPolicy): Promise<RoutingDecision> {
    return decideRouting(await this.facts.gather(tx, request, { policy }));
  }
}
