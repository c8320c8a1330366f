import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  ComplaintEscalated,
  ComplaintMessageAdded,
  ComplaintOpened,
  ComplaintSolved,
  IncidentClosed,
  SurveyRequested,
} from '#contracts';
import { FactsService } from '../facts/facts.service.js';
import { CustomerTelling } from '../telling/customer-telling.service.js';
import { OperatorTelling } from '../telling/operator-telling.service.js';
import { SupplierTelling } from '../telling/supplier-telling.service.js';

/** Tells customers that they were heard, passes on what agents write, and asks how it was. */
@Injectable()
export class ComplaintStoryService {
  constructor(
    private readonly facts: FactsService,
    private readonly customers: CustomerTelling,
    private readonly suppliers: SupplierTelling,
    private readonly operators: OperatorTelling,
  ) {}

  async tellReceived(tx: EntityManager, opened: ComplaintOpened): Promise<void> {
    await this.customers.tell(tx, await this.facts.order(tx, opened.orderId), {
      template: 'complaint-received',
      subjectId: opened.complaintId,
      facts: { at: opened.firstAnswerDueAt, afterSales: { number: opened.number } },
    });
  }

  /** An agent's words go to whom they are meant for; whatever else is in a thread stays there. */
  async passOn(tx: EntityManager, merchantId: string, added: ComplaintMessageAdded): Promise<void> {
    const { author, thread, text, number, orderId } = added;
    if (author !== 'agent' || text === null) return;
    const about = { subjectId: added.complaintId, reason: added.messageId, facts: { afterSales: { number, text } } };
    if (thread === 'customer') {
      const order = await this.facts.order(tx, orderId);
      await this.customers.tell(tx, order, { ...about, template: 'complaint-answered' });
    }
    if (thread === 'supplier' && added.supplierId !== null) {
      const supplier = await this.facts.supplier(tx, added.supplierId);
      await this.suppliers.tell(tx, supplier, {
        ...about,
        merchantId,
        orderId,
        number,
        template: 'complaint-question',
      });
    }
  }

  async tellSolved(tx: EntityManager, solved: ComplaintSolved): Promise<void> {
    await this.customers.tell(tx, await this.facts.order(tx, solved.orderId), {
      template: 'complaint-solved',
      subjectId: solved.complaintId,
      // Reopened and solved again is told again.
      reason: `${solved.complaintId}:${solved.solvedAt}`,
      facts: { afterSales: { number: solved.number, resolution: solved.resolution } },
    });
  }

  async tellEscalated(tx: EntityManager, merchantId: string, escalated: ComplaintEscalated): Promise<void> {
    await this.operators.tell(tx, {
      merchantId,
      orderId: escalated.orderId,
      subjectId: escalated.complaintId,
      reason: `${escalated.complaintId}:${String(escalated.level)}:${escalated.reasonCode}`,
      template: 'complaint-escalated',
      facts: {
        name: escalated.assignee,
        reasonCode: escalated.reasonCode,
        afterSales: { number: escalated.number, level: escalated.level },
      },
    });
  }

  /** One incident is explained once to each order that it concerned. */
  async explain(tx: EntityManager, closed: IncidentClosed): Promise<void> {
    if (closed.explanation === null) return;
    await this.customers.tell(tx, await this.facts.order(tx, closed.orderId), {
      template: 'incident-explained',
      subjectId: closed.incidentId,
      facts: { afterSales: { text: closed.explanation } },
    });
  }

  async ask(tx: EntityManager, survey: SurveyRequested): Promise<void> {
    await this.customers.tell(tx, await this.facts.order(tx, survey.orderId), {
      template: 'survey-asked',
      subjectId: survey.surveyId,
      facts: { at: survey.expiresAt, afterSales: { survey: { kind: survey.kind, link: survey.link } } },
    });
  }
}
