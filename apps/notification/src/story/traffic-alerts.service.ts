import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TrafficShareChanged } from '#contracts';
import { AlertsService } from '../alerts/alerts.service.js';
import { FactsService } from '../facts/facts.service.js';
import type { MessageFacts } from '../notifications/domain/message.js';
import { MerchantTelling } from '../telling/merchant-telling.service.js';
import { OperatorTelling, type OperatorMessage } from '../telling/operator-telling.service.js';

/** Tells of each step that a supplier's share of the orders for a SKU makes, with the figures and the way back. */
@Injectable()
export class TrafficAlertsService {
  constructor(
    private readonly facts: FactsService,
    private readonly alerts: AlertsService,
    private readonly operators: OperatorTelling,
    private readonly merchants: MerchantTelling,
  ) {}

  /** Less traffic is an alert until somebody has looked at it, or the next step is there; more is told once. */
  async tellChanged(tx: EntityManager, merchantId: string, changed: TrafficShareChanged): Promise<void> {
    const { supplierId: subjectId, sku, experienceVersion } = changed;
    const { name } = await this.facts.supplier(tx, subjectId);
    const facts = factsOf(changed, name);
    // A SKU is as long as somebody made it, and a key is not.
    const ofSku = createHash('sha256').update(sku).digest('hex').slice(0, 16);
    const reason = `${subjectId}:${ofSku}:v${String(experienceVersion)}`;
    const about = { merchantId, orderId: null, subjectId, reason };
    const message: OperatorMessage = { ...about, template: 'traffic-share-changed', facts };
    await this.alerts.settleAll(tx, { templates: [message.template], subjectId, sku, except: message });
    if (changed.permille < changed.previousPermille) await this.operators.tell(tx, message);
    else await this.operators.inform(tx, message);
    await this.merchants.tell(tx, { ...about, template: 'traffic-changes' }, () => facts);
  }
}

function factsOf(changed: TrafficShareChanged, name: string): Partial<MessageFacts> {
  const { sku, previousPermille, permille, reasonCode, problems, experienceVersion } = changed;
  const { permille: problemsPermille, lowPermille, highPermille, cases } = problems;
  return {
    name,
    reasonCode,
    traffic: {
      ...{ sku, previousPermille, permille, problemsPermille, lowPermille, highPermille, cases },
      version: experienceVersion,
    },
  };
}
