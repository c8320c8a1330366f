import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { notFound, type ProblemError } from '#platform';
import { lastDelivery } from '../orders/domain/known-order.js';
import { OrdersService } from '../orders/orders.service.js';
import { regimeOf, withdrawalEnd } from '../policies/domain/withdrawal-law.js';
import { ReturnQueries, type ReturnView } from '../returns/return-queries.service.js';
import { noWithdrawalRight } from '../returns/return.errors.js';
import { ReturnsService, type WantedLine } from '../returns/returns.service.js';
import type { CustomerScope } from './customer-access.service.js';
import type { PrepareWithdrawalDto } from './dto/self-service.dto.js';

interface WithdrawalRow {
  id: string;
  name: string;
  contact_email: string | null;
  lines: { lineId: string; quantity: number }[];
  prepared_at: Date;
  return_id: string | null;
}

/** A withdrawal as the customer sees it. */
export interface WithdrawalView {
  readonly id: string;
  readonly order: string;
  readonly name: string;
  /** Where the acknowledgement goes; null: the address of the order. */
  readonly contactEmail: string | null;
  readonly lines: readonly { readonly lineId: string; readonly title: string; readonly quantity: number }[];
  /** Until when it can be declared; null while the last parcel has not come. */
  readonly until: string | null;
  /** Null until it is confirmed: then the number and the time at which it came in. */
  readonly acknowledgement: { readonly number: string; readonly declaredAt: string } | null;
}

const withdrawalNotFound = (id: string): ProblemError =>
  notFound('WITHDRAWAL_NOT_FOUND', `There is no withdrawal ${id}.`);

/**
 * The withdrawal function of Directive 2011/83/EU art. 11a, and the same for Türkiye: the customer says what to
 * withdraw from, sees it, and confirms it. No reason is asked and nobody has to agree.
 */
@Injectable()
export class WithdrawalsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly orders: OrdersService,
    private readonly returns: ReturnsService,
    private readonly queries: ReturnQueries,
  ) {}

  /** Step one. Nothing is declared yet. @throws noWithdrawalRight */
  prepare(scope: CustomerScope, { name, contactEmail, lines }: PrepareWithdrawalDto): Promise<WithdrawalView> {
    return this.dataSource.transaction(async (tx) => {
      const order = await this.orders.holdOrder(tx, scope);
      if (regimeOf(order.country) === null) throw noWithdrawalRight();
      const wanted = lines ?? (await this.returns.returnable(tx, order)).filter(({ quantity }) => quantity > 0);
      // Asked before it is shown: what cannot be declared must not get a button.
      await this.returns.assertPossible(tx, order, {
        kind: 'withdrawal',
        channel: 'self_service',
        lines: asWanted(wanted),
      });
      const id = uuidv7();
      await tx.query(`INSERT INTO withdrawals (id, order_id, name, contact_email, lines) VALUES ($1, $2, $3, $4, $5)`, [
        ...[id, scope.orderId, name, contactEmail ?? null, JSON.stringify(wanted)],
      ]);
      return this.view(tx, scope, id);
    });
  }

  /** Step two: declared, at this moment. Again: the same acknowledgement. */
  confirm(scope: CustomerScope, id: string): Promise<WithdrawalView> {
    return this.dataSource.transaction(async (tx) => {
      await this.orders.holdOrder(tx, scope);
      const row = await this.row(tx, scope, id);
      if (row.return_id === null) {
        const returnId = await this.returns.requestReturn(tx, scope, {
          ...{ kind: 'withdrawal', channel: 'self_service', lines: asWanted(row.lines) },
          statement: { withdrawalId: id, name: row.name, contactEmail: row.contact_email },
        });
        await tx.query(`UPDATE withdrawals SET return_id = $2 WHERE id = $1`, [id, returnId]);
      }
      return this.view(tx, scope, id);
    });
  }

  one(scope: CustomerScope, id: string): Promise<WithdrawalView> {
    return this.view(this.dataSource.manager, scope, id);
  }

  private async row(tx: EntityManager, { orderId }: CustomerScope, id: string): Promise<WithdrawalRow> {
    const [row] = await tx.query<WithdrawalRow[]>(`SELECT * FROM withdrawals WHERE id = $1 AND order_id = $2`, [
      ...[id, orderId],
    ]);
    if (!row) throw withdrawalNotFound(id);
    return row;
  }

  private async view(tx: EntityManager, scope: CustomerScope, id: string): Promise<WithdrawalView> {
    const row = await this.row(tx, scope, id);
    const order = await this.orders.order(tx, scope);
    const deliveredAt = lastDelivery(order);
    const declared: ReturnView | null =
      row.return_id === null
        ? null
        : await this.queries.one({ returnId: row.return_id, merchantId: null, supplierId: null }, tx);
    return {
      ...{ id, order: order.externalId, name: row.name, contactEmail: row.contact_email },
      lines: row.lines.map(({ lineId, quantity }) => ({
        ...{ lineId, quantity, title: order.lines.find((line) => line.lineId === lineId)?.title ?? '' },
      })),
      until: deliveredAt && (withdrawalEnd(deliveredAt, order.country)?.toISOString() ?? null),
      acknowledgement: declared?.withdrawal
        ? { number: declared.number, declaredAt: declared.withdrawal.declaredAt }
        : null,
    };
  }
}

const asWanted = (lines: readonly { lineId: string; quantity: number }[]): WantedLine[] =>
  lines.map(({ lineId, quantity }) => ({ lineId, quantity, reasonCode: null }));
