import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CustomerRequests } from './customer-requests.service.js';
import { customerNotFound, requestNotFound, tooManyRequests } from './customer.errors.js';
import { CustomersService, type Customer } from './customers.service.js';
import { ExportFiles } from './export-files.service.js';

/** What a token can look like; the database refuses some of what an address may hold. */
const TOKEN = /^[\x21-\x7e]{1,64}$/;
/** Exports that one customer may begin in a day: each asks every service. */
const EXPORTS_PER_DAY = 3;

/** The order whose page a customer is on, and how far the requests for the customer's data are. */
export interface OwnDataView {
  readonly order: string;
  readonly language: string;
  /** Whether there is an address that an export could be sent to. */
  readonly hasEmail: boolean;
  /** `collecting`: every service is asked. `sent`: the mail has left or is about to, and its link was not used. */
  readonly export: 'collecting' | 'sent' | null;
  /** Asked for, and not decided by the shop. */
  readonly erasureAsked: boolean;
}

interface PageOrder {
  readonly id: string;
  readonly merchant_id: string;
  readonly external_id: string;
  readonly language: string;
}

interface Visit {
  readonly order: PageOrder;
  readonly customer: Customer;
}

/** Not ended yet; the one of each kind makes another one needless. */
const OPEN_SQL = `
  SELECT kind, state FROM customer_requests
  WHERE customer_id = $1 AND requested_by = 'customer'
    AND (state IN ('collecting', 'checking', 'previewed', 'erasing') OR (state = 'ready' AND link_sha256 IS NOT NULL))`;

/**
 * What a customer asks for on the page of an order. The page's address is shared easily: what is known about the
 * customer is sent to the order's e-mail address and shown to nobody here, and an erasure is asked for, not done.
 */
@Injectable()
export class OwnData {
  constructor(
    private readonly dataSource: DataSource,
    private readonly customers: CustomersService,
    private readonly requests: CustomerRequests,
    private readonly files: ExportFiles,
  ) {}

  /** @throws customerNotFound for a token that is nobody's. */
  async view(token: string): Promise<OwnDataView> {
    return this.viewOf(await this.visit(token));
  }

  /**
   * Begins an export, or asks for an erasure, which the merchant confirms. While one of the kind is open: nothing more.
   * @throws customerNotFound, tooManyRequests
   */
  async ask(token: string, kind: 'export' | 'erasure'): Promise<void> {
    const { order, customer } = await this.visit(token);
    await this.dataSource.transaction(async (tx) => {
      // Held: two clicks at once are one after the other.
      await tx.query(`SELECT FROM customers WHERE id = $1 FOR UPDATE`, [customer.id]);
      if ((await openOf(tx, customer)).some((request) => request.kind === kind)) return;
      if (kind === 'erasure') await this.requests.erasureFor(tx, customer, order.id);
      else if (customer.email !== null) await this.beginExport(tx, customer, order.id);
    });
  }

  /** Whether a link leads to a file; looking uses nothing up. @throws customerNotFound, requestNotFound */
  async look(token: string, link: string): Promise<OwnDataView> {
    const visit = await this.visit(token);
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT FROM customer_requests WHERE order_id = $1 AND link_sha256 = $2 AND state = 'ready' AND expires_at > now()`,
      [visit.order.id, sha256(link)],
    );
    if (rows.length === 0) throw requestNotFound('behind this link');
    return this.viewOf(visit);
  }

  /** The file, once. @throws customerNotFound, requestNotFound also for a link that was used. */
  async take(token: string, link: string): Promise<Buffer> {
    const { order } = await this.visit(token);
    return this.files.takeOnce(order.id, sha256(link));
  }

  private async viewOf({ order, customer }: Visit): Promise<OwnDataView> {
    const open = await openOf(this.dataSource.manager, customer);
    const collected = open.find(({ kind }) => kind === 'export');
    return {
      ...{ order: order.external_id, language: order.language, hasEmail: customer.email !== null },
      export: collected ? (collected.state === 'ready' ? 'sent' : 'collecting') : null,
      erasureAsked: open.some(({ kind }) => kind === 'erasure'),
    };
  }

  private async beginExport(tx: EntityManager, customer: Customer, orderId: string): Promise<void> {
    const [row] = await tx.query<{ asked: number }[]>(
      `SELECT count(*)::int AS asked FROM customer_requests
       WHERE customer_id = $1 AND kind = 'export' AND requested_by = 'customer'
         AND requested_at > now() - interval '1 day'`,
      [customer.id],
    );
    if ((row?.asked ?? 0) >= EXPORTS_PER_DAY) throw tooManyRequests();
    await this.requests.exportFor(tx, customer, orderId);
  }

  private async visit(token: string): Promise<Visit> {
    const rows = TOKEN.test(token)
      ? await this.dataSource.query<PageOrder[]>(
          `SELECT id, merchant_id, external_id, customer ->> 'language' AS language FROM orders
           WHERE tracking_token = $1 AND anonymised_at IS NULL`,
          [token],
        )
      : [];
    const [order] = rows;
    if (!order) throw customerNotFound('of this page');
    const search = { merchantId: order.merchant_id, orderId: order.id, email: null, phone: null, q: null };
    const [customer] = await this.customers.find(search);
    if (!customer) throw customerNotFound('of this page');
    return { order, customer };
  }
}

const openOf = (tx: EntityManager, { id }: Customer): Promise<{ kind: string; state: string }[]> =>
  tx.query(OPEN_SQL, [id]);

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
