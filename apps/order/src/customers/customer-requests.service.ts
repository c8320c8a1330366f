import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  CustomerDataRequested,
  CustomerErasureRequested,
  type CustomerDataAnswered,
  type CustomerErasureDone,
  type PersonalDataBlocker,
} from '#contracts';
import { draft, Outbox } from '#messaging';
import { makeBoxKeys, type Actor } from '#platform';
import { customerErased, erasureBlocked, notPreviewed, requestNotFound } from './customer.errors.js';
import { CustomersService, type Customer } from './customers.service.js';
import { allAnswered, answersOf } from './domain/request-progress.js';
import {
  answerChunks,
  byCustomer,
  byItself,
  holdRequest,
  insertRequest,
  keepAnswer,
  logRequest,
  type Doer,
  type RequestRow,
} from './request-rows.js';

/** Who asks, and on the page of which order if it is the customer. */
interface Asker {
  readonly by: 'customer' | 'merchant';
  readonly doer: Doer;
  readonly orderId: string | null;
}

/**
 * Exports and erasures: every service is asked over the bus and answers when it can. A request says which have not
 * answered yet, and they are asked again.
 */
@Injectable()
export class CustomerRequests {
  constructor(
    private readonly dataSource: DataSource,
    private readonly customers: CustomersService,
    private readonly outbox: Outbox,
  ) {}

  /** Begins to collect a customer's data. @throws customerNotFound, customerErased */
  export(id: string, actor: Actor): Promise<string> {
    return this.dataSource.transaction(async (tx) => {
      const customer = await this.known(tx, id, actor.merchantId);
      return this.beginExport(tx, customer, { by: 'merchant', doer: actor, orderId: null });
    });
  }

  /** The same for the customer, on the page of an order: the way to the file is sent to the order's address. */
  exportFor(tx: EntityManager, customer: Customer, orderId: string): Promise<string> {
    return this.beginExport(tx, customer, { by: 'customer', doer: byCustomer, orderId });
  }

  /** Asks what an erasure would take with it and what stands in its way. Nothing goes before it is confirmed. */
  prepareErasure(id: string, reason: string, actor: Actor): Promise<string> {
    return this.dataSource.transaction(async (tx) => {
      const customer = await this.known(tx, id, actor.merchantId);
      return this.beginErasure(tx, customer, reason, { by: 'merchant', doer: actor, orderId: null });
    });
  }

  /** The same for the customer, on the page of an order. The merchant sees it, and confirms it or not. */
  erasureFor(tx: EntityManager, customer: Customer, orderId: string): Promise<string> {
    const reason = 'asked for on the page of an order';
    return this.beginErasure(tx, customer, reason, { by: 'customer', doer: byCustomer, orderId });
  }

  /**
   * Erases what the preview showed. An order that came in between is looked at first: then it is previewed again.
   * @throws requestNotFound, notPreviewed, erasureBlocked
   */
  confirmErasure(id: string, actor: Actor): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      const request = await holdRequest(tx, id, actor.merchantId);
      if (request?.kind !== 'erasure') throw requestNotFound(id);
      if (request.state !== 'previewed') throw notPreviewed(request.state);
      const blockers = await this.blockersOf(tx, request);
      if (blockers.length > 0) throw erasureBlocked(blockers);
      await logRequest(tx, id, 'confirmed', actor);
      const customer = request.customer_id === null ? null : await this.customers.one(request.customer_id, null, tx);
      const orderIds = customer ? await this.customers.orderIds(tx, customer) : request.order_ids;
      if (orderIds.some((orderId) => !request.order_ids.includes(orderId))) {
        await this.ask(tx, await this.moveOn(tx, { ...request, order_ids: orderIds }, 'checking'));
        return;
      }
      await this.erase(tx, request, request.order_ids);
    });
  }

  /** A service handed in what it has, or said what there is. */
  async takeAnswer(tx: EntityManager, answered: CustomerDataAnswered): Promise<void> {
    const request = await holdRequest(tx, answered.requestId);
    if (!request) return;
    await keepAnswer(tx, 'data', answered);
    if (request.state !== 'checking') return;
    const answers = answersOf(await answerChunks(tx, request.id, 'data'));
    const isFresh = answers.every(({ attempt }) => attempt !== null && attempt >= request.attempt);
    if (!isFresh || !allAnswered(answers)) return;
    if (request.requested_by !== 'retention') {
      await this.moveOn(tx, request, 'previewed');
      return;
    }
    // What was kept long enough goes by itself; where something is still open it waits for the next time.
    const blocked = new Set(answers.flatMap(({ blockers }) => blockers.map(({ orderId }) => orderId)));
    await this.erase(
      tx,
      request,
      request.order_ids.filter((orderId) => !blocked.has(orderId)),
    );
  }

  /** A service has erased its copies. When the last one has, the proof is complete. */
  async takeDone(tx: EntityManager, done: CustomerErasureDone): Promise<void> {
    const { erasureId: requestId, service, counts } = done;
    const request = await holdRequest(tx, requestId);
    if (!request) return;
    await keepAnswer(tx, 'erasure', { requestId, service, counts });
    if (request.state !== 'erasing') return;
    if (!allAnswered(answersOf(await answerChunks(tx, request.id, 'erasure')))) return;
    await tx.query(`UPDATE customer_requests SET state = 'done', finished_at = now() WHERE id = $1`, [request.id]);
    await logRequest(tx, request.id, 'done', byItself);
  }

  /** Begins the erasure of orders that were kept long enough. While one of the merchant is under way: nothing more. */
  async beginRetention(tx: EntityManager, merchantId: string, orderIds: readonly string[]): Promise<void> {
    // Several processes look at once; whoever comes second finds what the first has begun.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('customer-retention ' || $1, 0))`, [merchantId]);
    const begun = await tx.query<unknown[]>(
      `SELECT FROM customer_requests WHERE merchant_id = $1 AND requested_by = 'retention'
         AND (state IN ('checking', 'erasing') OR requested_at > now() - interval '1 hour') LIMIT 1`,
      [merchantId],
    );
    if (begun.length > 0) return;
    const request = await insertRequest(tx, {
      ...{ customer_id: null, merchant_id: merchantId, order_ids: [...orderIds], email_hmac: null },
      ...{ kind: 'erasure', state: 'checking', requested_by: 'retention', reason: 'kept long enough' },
    });
    await logRequest(tx, request.id, 'requested', byItself);
    await this.ask(tx, request);
  }

  /** Asks all services again; who has answered answers again, with what is true now. */
  async askAgain(tx: EntityManager, id: string): Promise<void> {
    const request = await holdRequest(tx, id);
    if (!request) return;
    const next = await this.moveOn(tx, { ...request, attempt: request.attempt + 1 }, request.state);
    if (next.state === 'erasing') await this.tellErasure(tx, next);
    else await this.ask(tx, next);
  }

  /** Told again to every service, for one that was restored from a backup. @throws requestNotFound */
  repeatErasure(id: string, actor: Actor): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      const request = await holdRequest(tx, id, actor.merchantId);
      if (request?.kind !== 'erasure') throw requestNotFound(id);
      if (request.state !== 'done') throw notPreviewed(request.state);
      await logRequest(tx, id, 'repeated', actor);
      await this.tellErasure(tx, request);
    });
  }

  private async beginExport(tx: EntityManager, customer: Customer, { by, doer, orderId }: Asker): Promise<string> {
    const keys = makeBoxKeys();
    const request = await insertRequest(tx, {
      ...this.about(customer, await this.customers.orderIds(tx, customer)),
      ...{ kind: 'export', state: 'collecting', requested_by: by, reason: null, email_hmac: null, order_id: orderId },
      ...{ public_key: keys.publicKey, private_key: keys.privateKey },
    });
    await logRequest(tx, request.id, 'requested', doer);
    await this.ask(tx, request);
    return request.id;
  }

  private async beginErasure(
    tx: EntityManager,
    customer: Customer,
    reason: string,
    { by, doer, orderId }: Asker,
  ): Promise<string> {
    const request = await insertRequest(tx, {
      ...this.about(customer, await this.customers.orderIds(tx, customer)),
      ...{ kind: 'erasure', state: 'checking', requested_by: by, reason, order_id: orderId },
      email_hmac: await this.proofOf(tx, customer),
    });
    await logRequest(tx, request.id, 'requested', doer);
    await this.ask(tx, request);
    return request.id;
  }

  private async known(tx: EntityManager, id: string, merchantId: string | null): Promise<Customer> {
    const customer = await this.customers.one(id, merchantId, tx);
    if (customer.erasedAt !== null) throw customerErased(id);
    return customer;
  }

  private about({ id, merchantId }: Customer, orderIds: string[]) {
    return { customer_id: id, merchant_id: merchantId, order_ids: orderIds };
  }

  private async ask(tx: EntityManager, request: RequestRow): Promise<void> {
    const { id: requestId, merchant_id: merchantId, attempt, order_ids: orderIds, public_key: publicKey } = request;
    const purpose = request.kind === 'export' ? 'export' : 'inspection';
    const facts = { requestId, purpose, attempt, orderIds, publicKey };
    await this.outbox.append(tx, [draft(CustomerDataRequested, { merchantId, key: requestId }, facts)]);
  }

  private async erase(tx: EntityManager, request: RequestRow, orderIds: string[]): Promise<void> {
    await this.tellErasure(tx, await this.moveOn(tx, { ...request, order_ids: orderIds }, 'erasing'));
  }

  private async tellErasure(tx: EntityManager, request: RequestRow): Promise<void> {
    const { id: erasureId, merchant_id: merchantId, requested_by: requestedBy, order_ids: orderIds } = request;
    const proof = { emailHmac: request.email_hmac, requestedAt: request.requested_at.toISOString() };
    await this.outbox.append(tx, [
      draft(CustomerErasureRequested, { merchantId, key: erasureId }, { erasureId, requestedBy, orderIds, ...proof }),
    ]);
  }

  private async moveOn(tx: EntityManager, request: RequestRow, state: RequestRow['state']): Promise<RequestRow> {
    const attempt = state === 'checking' && request.state === 'previewed' ? request.attempt + 1 : request.attempt;
    const [[row]] = await tx.query<[[RequestRow], number]>(
      `UPDATE customer_requests SET state = $2, order_ids = $3, attempt = $4, asked_at = now() WHERE id = $1
       RETURNING *`,
      [request.id, state, request.order_ids, attempt],
    );
    return row;
  }

  private async blockersOf(tx: EntityManager, { id }: RequestRow): Promise<PersonalDataBlocker[]> {
    return answersOf(await answerChunks(tx, id, 'data')).flatMap(({ blockers }) => [...blockers]);
  }

  /** Says to whoever knows the address that it was this one, and to nobody else. */
  private async proofOf(tx: EntityManager, { merchantId, email }: Customer): Promise<string | null> {
    if (email === null) return null;
    const [row] = await tx.query<{ secret: Buffer }[]>(
      `SELECT secret FROM customer_secrets WHERE purpose = 'erasure-proof'`,
    );
    return createHmac('sha256', row?.secret ?? '')
      .update(`${merchantId}\n${email}`)
      .digest('hex');
  }
}
