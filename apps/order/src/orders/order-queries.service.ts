import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { OrderConfig } from '../config.js';
import { DecisionLedger, type DecisionParts, type DecisionView } from '../routing/decision-ledger.service.js';
import { orderNotFound } from './order.errors.js';
import { SELECT_ORDERS, storedOrderOf, type OrderRow } from './order-rows.js';
import { viewOf, type OrderView } from './order-view.js';

export interface OrderFilter {
  /** Null: every merchant's, for an operator. */
  readonly merchantId: string | null;
  readonly status: string | null;
  readonly externalId: string | null;
  readonly placedAfter: string | null;
  readonly q: string | null;
  /** Newest first: the page goes on below this id. */
  readonly beforeId: string | null;
  readonly limit: number;
}

/** What people look up. */
@Injectable()
export class OrderQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: OrderConfig,
    private readonly ledger: DecisionLedger,
  ) {}

  /** @throws orderNotFound, also for another merchant's order: whether it exists is nobody else's business. */
  async one(id: string, merchantId: string | null, tx: EntityManager = this.dataSource.manager): Promise<OrderView> {
    const rows = await tx.query<OrderRow[]>(
      `${SELECT_ORDERS} WHERE o.id = $1 AND ($2::uuid IS NULL OR o.merchant_id = $2)`,
      [id, merchantId],
    );
    const [row] = rows;
    if (!row) throw orderNotFound(id);
    return viewOf(storedOrderOf(row), this.config.PUBLIC_URL);
  }

  async find(filter: OrderFilter): Promise<OrderView[]> {
    const { where, parameters } = conditions(filter);
    const rows = await this.dataSource.query<OrderRow[]>(
      `${SELECT_ORDERS} WHERE ${where.join(' AND ')} ORDER BY o.id DESC LIMIT ${String(filter.limit)}`,
      parameters,
    );
    return rows.map((row) => viewOf(storedOrderOf(row), this.config.PUBLIC_URL));
  }

  /** The decisions as they were recorded, first to last. */
  async decisions(id: string, merchantId: string | null, parts: DecisionParts): Promise<DecisionView[]> {
    await this.one(id, merchantId);
    return this.ledger.of(id, parts);
  }
}

function conditions(filter: OrderFilter): { where: string[]; parameters: unknown[] } {
  const where = ['true'];
  const parameters: unknown[] = [];
  const add = (value: unknown, condition: (parameter: string) => string): void => {
    if (value === null) return;
    parameters.push(value);
    where.push(condition(`$${String(parameters.length)}`));
  };
  add(filter.merchantId, (p) => `o.merchant_id = ${p}`);
  add(filter.status, (p) => `o.status = ${p}`);
  add(filter.externalId, (p) => `o.external_id = ${p}`);
  add(filter.placedAfter, (p) => `o.placed_at > ${p}`);
  add(filter.beforeId, (p) => `o.id < ${p}`);
  // Each way to find an order has its own index; OR over tables would use none of them.
  add(filter.q?.trim().toLowerCase() ?? null, (p) => {
    const prefix = `replace(replace(replace(${p}::text, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'`;
    return `o.id IN (SELECT id FROM orders WHERE lower(external_id) LIKE ${prefix}
      UNION SELECT id FROM orders WHERE customer_email = ${p}
      UNION SELECT order_id FROM order_lines WHERE lower(sku) = ${p}
      UNION SELECT order_id FROM parcels WHERE lower(tracking_number) = ${p})`;
  });
  return { where, parameters };
}
