import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  ClaimDecided,
  ClaimReminded,
  ComplaintBreached,
  ComplaintEscalated,
  RefundFailed,
  ReturnRequested,
} from '#contracts';
import { FactsService } from '../facts/facts.service.js';
import { MerchantTelling } from '../telling/merchant-telling.service.js';

/** Tells the people of a shop which cases wait for one of them. */
@Injectable()
export class MerchantCasesService {
  constructor(
    private readonly facts: FactsService,
    private readonly merchants: MerchantTelling,
  ) {}

  /** Waits a moment: most returns are decided by the shop's policy at once. */
  async tellRequested(tx: EntityManager, merchantId: string, requested: ReturnRequested): Promise<void> {
    const { orderId, returnId: subjectId, number, kind, lines } = requested;
    await this.merchants.tell(tx, { merchantId, orderId, subjectId, template: 'returns-to-decide' }, () => ({
      lines: lines.map(({ sku, quantity }) => ({ title: sku, sku: null, quantity, amountMinor: null })),
      afterSales: { number, kind },
    }));
  }

  /** Somebody, or the policy, has decided: there is nothing left to do. */
  async tellDecided(
    tx: EntityManager,
    { orderId, returnId: subjectId }: { orderId: string; returnId: string },
  ): Promise<void> {
    await this.merchants.takeBack(tx, { orderId, subjectId, template: 'returns-to-decide' });
  }

  async tellBreached(tx: EntityManager, merchantId: string, breached: ComplaintBreached): Promise<void> {
    const { orderId, complaintId: subjectId, clock, dueAt, number } = breached;
    const about = { merchantId, orderId, subjectId, reason: `${subjectId}:${clock}:${dueAt}` };
    await this.merchants.tell(tx, { ...about, template: 'late-complaints' }, () => ({
      ...{ reasonCode: clock, at: dueAt, afterSales: { number } },
    }));
  }

  /** What a breach escalates is told as the breach; only a person's word is news beside it. */
  async tellEscalated(tx: EntityManager, merchantId: string, escalated: ComplaintEscalated): Promise<void> {
    const { orderId, complaintId: subjectId, level, number, reasonCode } = escalated;
    if (reasonCode !== 'BY_AGENT') return;
    const about = { merchantId, orderId, subjectId, reason: `${subjectId}:level-${String(level)}` };
    await this.merchants.tell(tx, { ...about, template: 'late-complaints' }, () => ({
      ...{ reasonCode, afterSales: { number, level } },
    }));
  }

  async tellDisputed(tx: EntityManager, merchantId: string, decided: ClaimDecided): Promise<void> {
    if (decided.decision !== 'disputed') return;
    const { orderId, claimId: subjectId, supplierId } = decided;
    await this.merchants.tell(tx, { merchantId, orderId, subjectId, template: 'disputed-claims' }, async () => ({
      name: (await this.facts.supplier(tx, supplierId)).name,
    }));
  }

  /** Of a claim that is accepted, and whose supplier does not pay. */
  async tellReminded(tx: EntityManager, merchantId: string, reminded: ClaimReminded): Promise<void> {
    if (reminded.missing !== 'credit_note') return;
    const { orderId, claimId: subjectId, supplierId, number, reminder } = reminded;
    const about = { merchantId, orderId, subjectId, reason: `${subjectId}:${String(reminder)}` };
    await this.merchants.tell(tx, { ...about, template: 'overdue-credit-notes' }, async () => ({
      ...{ name: (await this.facts.supplier(tx, supplierId)).name, afterSales: { number, level: reminder } },
    }));
  }

  async tellRefundFailed(tx: EntityManager, merchantId: string, failed: RefundFailed): Promise<void> {
    const { orderId, refundId: subjectId, reasonCode } = failed;
    await this.merchants.tell(tx, { merchantId, orderId, subjectId, template: 'failed-refunds' }, () => ({
      reasonCode,
    }));
  }
}
