import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import type { Page } from '#platform';
import { decodeCursor, limitOf, pageOf } from '#platform';
import { ChannelsService } from '../channels/channels.service.js';
import type { ListPurchaseOrdersDto } from './dto/list-purchase-orders.dto.js';
import { PurchaseOrder } from './purchase-order.entity.js';
import { purchaseOrderNotFound } from './purchase-order.errors.js';
import type { PurchaseOrderScope } from './purchase-order.scope.js';
import { isInScope } from './purchase-order.scope.js';
import { findPurchaseOrders, findShipTos } from './purchase-order.store.js';
import type { PurchaseOrderView } from './purchase-order.view.js';
import { deliveryView, purchaseOrderView } from './purchase-order.view.js';
import { PurchaseOrdersService } from './purchase-orders.service.js';

@Injectable()
export class PurchaseOrderQueriesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly purchaseOrders: PurchaseOrdersService,
    private readonly channels: ChannelsService,
  ) {}

  /** @throws ProblemError 404, also for somebody else's. A supplier that fetches has it from then on. */
  async getPurchaseOrder(id: string, scope: PurchaseOrderScope): Promise<PurchaseOrderView> {
    return this.dataSource.transaction(async (tx) => {
      const [found] = await findPurchaseOrders(tx, [id]);
      if (!found || !isInScope(found, scope)) throw purchaseOrderNotFound(id);
      await this.noteFetched(tx, [found], scope);
      const [view] = await this.viewsOf(tx, [id], scope);
      if (!view) throw purchaseOrderNotFound(id);
      return view;
    });
  }

  /** Newest first. */
  async listPurchaseOrders(scope: PurchaseOrderScope, query: ListPurchaseOrdersDto): Promise<Page<PurchaseOrderView>> {
    return this.dataSource.transaction(async (tx) => {
      const rows = await this.findRows(tx, scope, query);
      const page = pageOf(rows, limitOf(query), (row) => [row.createdAt.toISOString(), row.id]);
      await this.noteFetched(tx, page.items, scope);
      const views = await this.viewsOf(
        tx,
        page.items.map(({ id }) => id),
        scope,
      );
      return { ...page, items: views };
    });
  }

  /** Sends again what the supplier's endpoint refused. @throws ProblemError 404 */
  async redeliver(id: string, scope: PurchaseOrderScope): Promise<PurchaseOrderView> {
    await this.dataSource.transaction(async (tx) => {
      const [found] = await findPurchaseOrders(tx, [id]);
      if (!found || !isInScope(found, scope)) throw purchaseOrderNotFound(id);
      await this.channels.redeliver(tx, id);
    });
    return this.getPurchaseOrder(id, scope);
  }

  private findRows(
    tx: EntityManager,
    scope: PurchaseOrderScope,
    query: ListPurchaseOrdersDto,
  ): Promise<PurchaseOrder[]> {
    const find = tx.createQueryBuilder(PurchaseOrder, 'p');
    const where: Readonly<Record<string, unknown>> = {
      'p.merchant_id = :merchantId': scope.merchantId,
      'p.supplier_id = :ownId': scope.supplierId,
      'p.status = :status': query.status,
      'p.updated_at > :updatedAfter': query.updatedAfter,
      'p.order_id = :orderId': query.orderId,
      'p.supplier_id = :supplierId': query.supplierId,
    };
    for (const [condition, value] of Object.entries(where)) {
      if (value !== null && value !== undefined) find.andWhere(condition, { [parameterOf(condition)]: value });
    }
    if (query.addressChange === 'pending') find.andWhere('p.address_answer_due_at IS NOT NULL');
    if (query.deliveryState !== undefined && scope.supplierId === null) {
      find.andWhere('EXISTS (SELECT 1 FROM deliveries d WHERE d.purchase_order_id = p.id AND d.state = :state)', {
        state: query.deliveryState,
      });
    }
    const after = decodeCursor(query.after, 'time', 'id');
    if (after) {
      find.andWhere('(p.created_at, p.id) < (:createdAt::timestamptz, :id::uuid)', {
        createdAt: after[0],
        id: after[1],
      });
    }
    return find
      .orderBy('p.createdAt', 'DESC')
      .addOrderBy('p.id', 'DESC')
      .limit(limitOf(query) + 1)
      .getMany();
  }

  /** For a supplier that fetches, fetching is receiving. A look by merchant or operator changes nothing. */
  private async noteFetched(
    tx: EntityManager,
    found: readonly PurchaseOrder[],
    scope: PurchaseOrderScope,
  ): Promise<void> {
    if (scope.supplierId === null) return;
    const news = found.filter(({ sentAt }) => sentAt === null).map(({ id }) => id);
    if (news.length > 0) await this.purchaseOrders.recordSent(tx, news, 'api');
  }

  private async viewsOf(
    tx: EntityManager,
    ids: readonly string[],
    scope: PurchaseOrderScope,
  ): Promise<PurchaseOrderView[]> {
    const found = new Map(
      (await findPurchaseOrders(tx, ids)).map((purchaseOrder) => [purchaseOrder.id, purchaseOrder]),
    );
    const shipTos = await findShipTos(
      tx,
      [...found.values()].map(({ orderId }) => orderId),
    );
    const deliveries = scope.supplierId === null ? await this.channels.latestDeliveries(tx, ids) : null;
    return ids.flatMap((id) => {
      const purchaseOrder = found.get(id);
      if (!purchaseOrder) return [];
      const view = purchaseOrderView(purchaseOrder, shipTos.get(purchaseOrder.orderId)?.shipTo ?? null);
      return [deliveries ? { ...view, delivery: deliveryView(deliveries.get(id)) } : view];
    });
  }
}

const parameterOf = (condition: string): string => condition.slice(condition.indexOf(':') + 1);
