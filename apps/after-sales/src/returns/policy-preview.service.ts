import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DAY_MS } from '#calendar';
import type { ReturnReason } from '#contracts';
import { lastDelivery, type KnownOrder } from '../orders/domain/known-order.js';
import { OrdersService } from '../orders/orders.service.js';
import type { ReturnPolicy } from '../policies/domain/return-policy.js';
import { PoliciesService, type HoldingPolicy } from '../policies/policies.service.js';
import { allocateUnits, returnableUnits } from './domain/allocate-units.js';
import { assessReturn, type AssessedLine, type UnitsToReturn } from './domain/assess-return.js';
import { compareAnswers, countChanges, type AnswerChanges, type ComparedLine } from './domain/compare-answers.js';
import type { PreviewPolicyDto } from './dto/preview-policy.dto.js';
import { previewChoice } from './return.errors.js';

/** An order, and what both policies answer to all that was bought of it. */
export interface ComparedOrder {
  readonly orderId: string;
  readonly externalId: string;
  readonly deliveredAt: string | null;
  readonly lines: readonly (ComparedLine & { readonly sku: string; readonly title: string })[];
}

/** What a policy would say, beside what the active one says. */
export interface PolicyPreview {
  /** What it was compared with; `id` null: the default policy. */
  readonly against: Omit<HoldingPolicy, 'content'>;
  readonly reasonCode: ReturnReason;
  /** Null: as if asked now. */
  readonly daysAfterDelivery: number | null;
  readonly changes: AnswerChanges;
  /** The order that was asked for; of many, the newest that would be answered otherwise. */
  readonly items: readonly ComparedOrder[];
}

/** Changed orders that are shown one by one: enough to see what a change is about. */
const ITEMS_MAX = 20;

interface Question {
  readonly reasonCode: ReturnReason;
  readonly daysAfterDelivery: number | null;
  readonly now: Date;
}

/** What a policy would answer to real orders. Reads only. */
@Injectable()
export class PolicyPreviews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly policies: PoliciesService,
    private readonly orders: OrdersService,
  ) {}

  /** @throws policyNotFound, orderNotFound, previewChoice */
  async preview(policyId: string, actorMerchantId: string | null, dto: PreviewPolicyDto): Promise<PolicyPreview> {
    const { orderId = null, orders: count = null } = dto;
    if ((orderId === null) === (count === null)) throw previewChoice();
    const tx = this.dataSource.manager;
    const { merchantId, content } = await this.policies.one(policyId, actorMerchantId);
    const { content: active, ...against } = await this.policies.holding(tx, merchantId);
    const orders =
      orderId === null
        ? await this.orders.newestDelivered(tx, merchantId, count ?? 0)
        : [await this.orders.order(tx, { orderId, merchantId })];
    const asked = {
      reasonCode: dto.reasonCode ?? ('CHANGED_MIND' as const),
      daysAfterDelivery: dto.daysAfterDelivery ?? null,
    };
    const question = { ...asked, now: new Date() };
    const compared = orders.map((order) => comparedOrder(order, active, content, question));
    const shown = orderId === null ? compared.filter(({ lines }) => lines.some(isOtherwise)) : compared;
    return {
      ...{ against, ...asked, changes: countChanges(compared.map(({ lines }) => lines)) },
      items: shown.slice(0, ITEMS_MAX),
    };
  }
}

const isOtherwise = ({ otherwise }: ComparedLine): boolean => otherwise.length > 0;

function comparedOrder(
  order: KnownOrder,
  active: ReturnPolicy,
  draft: ReturnPolicy,
  { reasonCode, daysAfterDelivery, now }: Question,
): ComparedOrder {
  const deliveredAt = lastDelivery(order);
  const asked =
    daysAfterDelivery === null || deliveredAt === null
      ? now
      : new Date(deliveredAt.getTime() + daysAfterDelivery * DAY_MS);
  const units = unitsOf(order, reasonCode);
  const answer = (policy: ReturnPolicy): AssessedLine[] =>
    assessReturn({ kind: 'return', policy, country: order.country, deliveredAt, now: asked, lines: units });
  const lines = compareAnswers(answer(active), answer(draft)).map((line) => {
    const bought = order.lines.find(({ lineId }) => lineId === line.orderLineId);
    return { ...line, sku: bought?.sku ?? '', title: bought?.title ?? '' };
  });
  const { orderId, externalId } = order;
  return { orderId, externalId, deliveredAt: deliveredAt?.toISOString() ?? null, lines };
}

/** All that was bought, by who shipped it, as if nothing had come back yet: what was cancelled is not among it. */
function unitsOf(order: KnownOrder, reasonCode: ReturnReason): UnitsToReturn[] {
  return order.lines.flatMap(({ lineId, sku, unitPriceMinor }) => {
    const quantity = returnableUnits(order, [], lineId);
    const allocated = quantity === 0 ? [] : (allocateUnits(order, [], lineId, quantity) ?? []);
    return allocated.map((units) => ({ ...units, sku, unitPriceMinor, reasonCode }));
  });
}
