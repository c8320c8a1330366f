import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { notFound, TokenFailures } from '#platform';
import { AfterSalesConfig } from '../config.js';
import { OrdersService } from '../orders/orders.service.js';

/** What a token can look like; the database refuses some of what an address may hold. */
const TOKEN = /^[\x21-\x7e]{1,64}$/;

/** The order that a customer may act on. */
export interface CustomerScope {
  readonly orderId: string;
  readonly merchantId: string;
}

/** Lets a customer in by the token of the tracking page. */
@Injectable()
export class CustomerAccess {
  private readonly failures: TokenFailures;

  constructor(
    private readonly dataSource: DataSource,
    private readonly orders: OrdersService,
    config: AfterSalesConfig,
  ) {
    this.failures = new TokenFailures(config.TOKEN_FAILURES_PER_MINUTE);
  }

  /** @throws 404 for a token that is nobody's, 429 after too many of them from one address. */
  async admit(token: string, request: FastifyRequest): Promise<CustomerScope> {
    this.failures.assertMayTry(request);
    const scope = TOKEN.test(token) ? await this.orders.scopeOfToken(this.dataSource.manager, token) : null;
    if (scope) return scope;
    this.failures.note(request);
    throw notFound('ORDER_NOT_FOUND', 'There is no order at this address.');
  }
}
