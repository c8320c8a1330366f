import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  RefundCompleted,
  RefundFailed,
  ReturnApproved,
  ReturnExpired,
  ReturnLabelIssued,
  ReturnReceived,
  ReturnRefused,
  ReturnRequested,
  WithdrawalDeclared,
} from '#contracts';
import { FactsService } from '../facts/facts.service.js';
import { CustomerTelling, goodsOf } from '../telling/customer-telling.service.js';
import { OperatorTelling } from '../telling/operator-telling.service.js';

/**
 * Tells customers how their return goes. What is decided at once is told once: the first steps wait a moment and are
 * left out when a later one of the same return was told.
 */
@Injectable()
export class ReturnStoryService {
  constructor(
    private readonly facts: FactsService,
    private readonly customers: CustomerTelling,
    private readonly operators: OperatorTelling,
  ) {}

  async tellRequested(tx: EntityManager, requested: ReturnRequested): Promise<void> {
    // A withdrawal is acknowledged by a message of its own, and at once.
    if (requested.kind === 'withdrawal') return;
    const order = await this.facts.order(tx, requested.orderId);
    await this.customers.tell(tx, order, {
      template: 'return-requested',
      subjectId: requested.returnId,
      facts: {
        lines: goodsOf(order, requested.lines),
        afterSales: { number: requested.number, kind: requested.kind },
      },
    });
  }

  async tellApproved(tx: EntityManager, approved: ReturnApproved): Promise<void> {
    const order = await this.facts.order(tx, approved.orderId);
    await this.customers.tell(tx, order, {
      template: 'return-approved',
      subjectId: approved.returnId,
      facts: {
        lines: goodsOf(order, approved.lines),
        at: approved.expiresAt,
        afterSales: { number: approved.number },
      },
    });
  }

  async tellRefused(tx: EntityManager, refused: ReturnRefused): Promise<void> {
    await this.customers.tell(tx, await this.facts.order(tx, refused.orderId), {
      template: 'return-refused',
      subjectId: refused.returnId,
      facts: { afterSales: { number: refused.number, clause: refused.clause, text: refused.detail } },
    });
  }

  async tellLabel(tx: EntityManager, issued: ReturnLabelIssued): Promise<void> {
    const order = await this.facts.order(tx, issued.orderId);
    await this.customers.tell(tx, order, {
      template: 'return-label',
      subjectId: issued.returnId,
      // Several parcels may go back; of one, a label that comes after instructions is news.
      reason: issued.labelUrl === null ? issued.shipmentId : `${issued.shipmentId}:label`,
      facts: {
        lines: goodsOf(order, issued.lines),
        afterSales: {
          number: issued.number,
          method: issued.method,
          payer: issued.payer,
          link: issued.labelUrl,
          text: issued.instructions,
        },
      },
    });
  }

  async tellReceived(tx: EntityManager, received: ReturnReceived): Promise<void> {
    const order = await this.facts.order(tx, received.orderId);
    await this.customers.tell(tx, order, {
      template: 'return-received',
      subjectId: received.returnId,
      reason: `${received.returnId}:${received.reference}`,
      facts: {
        lines: goodsOf(order, received.lines),
        afterSales: { number: received.number, complete: received.complete },
      },
    });
  }

  async tellExpired(tx: EntityManager, expired: ReturnExpired): Promise<void> {
    await this.customers.tell(tx, await this.facts.order(tx, expired.orderId), {
      template: 'return-expired',
      subjectId: expired.returnId,
      facts: { afterSales: { number: expired.number } },
    });
  }

  /** The acknowledgement on a durable medium: everything that was declared, and when it came in. */
  async acknowledgeWithdrawal(tx: EntityManager, declared: WithdrawalDeclared): Promise<void> {
    const order = await this.facts.order(tx, declared.orderId);
    await this.customers.tell(tx, order, {
      template: 'withdrawal-acknowledged',
      subjectId: declared.returnId,
      reason: declared.withdrawalId,
      ...(declared.contactEmail === null ? {} : { recipient: declared.contactEmail }),
      facts: {
        country: declared.country,
        lines: goodsOf(order, declared.lines),
        at: declared.declaredAt,
        afterSales: { number: declared.number, regime: declared.regime },
      },
    });
  }

  async tellRefunded(tx: EntityManager, refunded: RefundCompleted): Promise<void> {
    const { currency, amountMinor } = refunded;
    await this.customers.tell(tx, await this.facts.order(tx, refunded.orderId), {
      template: 'refund-completed',
      subjectId: refunded.returnId ?? refunded.refundId,
      reason: refunded.refundId,
      facts: { afterSales: { amount: { currency, amountMinor } } },
    });
  }

  async tellRefundFailed(tx: EntityManager, merchantId: string, failed: RefundFailed): Promise<void> {
    await this.operators.tell(tx, {
      merchantId,
      orderId: failed.orderId,
      subjectId: failed.refundId,
      template: 'refund-failed',
      facts: { reasonCode: failed.reasonCode },
    });
  }
}
