import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SupplierChanged } from '#contracts';
import { AlertsService } from '../alerts/alerts.service.js';
import { FactsService } from '../facts/facts.service.js';
import { OperatorTelling } from '../telling/operator-telling.service.js';
import { SupplierTelling } from '../telling/supplier-telling.service.js';

/** Alerts a supplier, and operators, while its stock is older than agreed: one alert for each silence. */
@Injectable()
export class FeedAlertsService {
  constructor(
    private readonly facts: FactsService,
    private readonly alerts: AlertsService,
    private readonly suppliers: SupplierTelling,
    private readonly operators: OperatorTelling,
  ) {}

  /** However often a supplier is told of: a silence is known by when it began. */
  async tellFeed(tx: EntityManager, merchantId: string, changed: SupplierChanged): Promise<void> {
    const { supplierId: subjectId, name, feedOverdueAt: at = null } = changed;
    if (at === null) {
      await this.alerts.settleAll(tx, { templates: ['feed-overdue', 'supplier-feed-overdue'], subjectId });
      return;
    }
    const about = { merchantId, orderId: null, subjectId, reason: `${subjectId}:${at}` };
    const supplier = await this.facts.supplier(tx, subjectId);
    if (supplier.contactEmail !== null) {
      const message = { ...about, template: 'feed-overdue', number: '', facts: { at } } as const;
      await this.suppliers.alertAt(tx, supplier, message, new Date());
    }
    await this.operators.tell(tx, { ...about, template: 'supplier-feed-overdue', facts: { name, at } });
  }
}
