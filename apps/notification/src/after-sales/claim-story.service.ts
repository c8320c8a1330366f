import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ClaimDecided, ClaimOpened, ClaimReminded } from '#contracts';
import { FactsService } from '../facts/facts.service.js';
import { OperatorTelling } from '../telling/operator-telling.service.js';
import { SupplierTelling } from '../telling/supplier-telling.service.js';

/** Tells suppliers what they are held to, until their credit note is there. */
@Injectable()
export class ClaimStoryService {
  constructor(
    private readonly facts: FactsService,
    private readonly suppliers: SupplierTelling,
    private readonly operators: OperatorTelling,
  ) {}

  async tellOpened(tx: EntityManager, merchantId: string, opened: ClaimOpened): Promise<void> {
    const supplier = await this.facts.supplier(tx, opened.supplierId);
    const number = await this.facts.purchaseOrderNumber(tx, opened.purchaseOrderId);
    const { currency, amountMinor } = opened;
    await this.suppliers.tell(tx, supplier, {
      merchantId,
      orderId: opened.orderId,
      subjectId: opened.claimId,
      number: opened.number,
      template: 'claim-opened',
      facts: {
        at: opened.answerBy,
        purchaseOrder: { number, acknowledgeBy: null },
        lines: opened.lines.map(({ sku, quantity }) => ({ title: sku, sku: null, quantity, amountMinor: null })),
        afterSales: { number: opened.number, claim: opened.type, amount: { currency, amountMinor } },
      },
    });
  }

  async remind(tx: EntityManager, merchantId: string, reminded: ClaimReminded): Promise<void> {
    await this.suppliers.tell(tx, await this.facts.supplier(tx, reminded.supplierId), {
      merchantId,
      orderId: reminded.orderId,
      subjectId: reminded.claimId,
      reason: `${reminded.claimId}:${String(reminded.reminder)}`,
      number: reminded.number,
      template: 'claim-reminded',
      facts: { afterSales: { number: reminded.number, missing: reminded.missing, level: reminded.reminder } },
    });
  }

  /** A dispute waits for a person; everything else goes on by itself. */
  async tellDisputed(tx: EntityManager, merchantId: string, decided: ClaimDecided): Promise<void> {
    if (decided.decision !== 'disputed' || !this.operators.listens) return;
    const supplier = await this.facts.supplier(tx, decided.supplierId);
    await this.operators.tell(tx, {
      merchantId,
      orderId: decided.orderId,
      subjectId: decided.claimId,
      template: 'claim-disputed',
      facts: { name: supplier.name, afterSales: { text: decided.detail } },
    });
  }
}
