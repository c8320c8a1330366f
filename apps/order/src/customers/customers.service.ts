import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { customerNotFound } from './customer.errors.js';
import { normalisedEmail, normalisedPhone, type CustomerIdentity } from './domain/customer-identity.js';

/** Somebody who bought; after an erasure both addresses are null and the time is not. */
export interface Customer extends CustomerIdentity {
  readonly id: string;
  readonly erasedAt: string | null;
}

/** Who is looked for. Null: everybody's. */
export interface CustomerSearch {
  readonly merchantId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly orderId: string | null;
  readonly q: string | null;
}

/** Customers of one answer: who searches wants one. */
const FOUND_MAX = 50;

interface CustomerRow {
  id: string;
  merchant_id: string;
  email: string | null;
  phone: string | null;
  erased_at: Date | null;
}

/** Identities of orders that fit, newest first. Each way of looking has its own index. */
const IDENTITIES_SQL = `
  SELECT o.merchant_id AS "merchantId", o.customer_email AS email,
         CASE WHEN o.customer_email IS NULL THEN o.customer_phone END AS phone
  FROM orders o
  WHERE ($1::uuid IS NULL OR o.merchant_id = $1) AND o.anonymised_at IS NULL
    AND (o.customer_email IS NOT NULL OR o.customer_phone IS NOT NULL)
    AND ($2::text IS NULL OR o.customer_email = $2) AND ($3::text IS NULL OR o.customer_phone = $3)
    AND ($4::uuid IS NULL OR o.id = $4)
    AND ($5::text IS NULL OR o.id IN (
      SELECT id FROM orders WHERE customer_email = $5 UNION SELECT id FROM orders WHERE customer_phone = $6
      UNION SELECT id FROM orders WHERE lower(external_id) = $5))
  GROUP BY 1, 2, 3 ORDER BY max(o.id::text) DESC LIMIT ${String(FOUND_MAX)}`;

const NAME_SQL = `
  INSERT INTO customers (id, merchant_id, email, phone)
  SELECT id, merchant_id, email, phone
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS n(id, merchant_id, email, phone)
  ON CONFLICT DO NOTHING`;

/**
 * Customers by what their orders say of them. An order that comes in writes nothing for it: somebody gets an id when
 * they are first asked for, and keeps it.
 */
@Injectable()
export class CustomersService {
  constructor(private readonly dataSource: DataSource) {}

  async find({ merchantId, email, phone, orderId, q }: CustomerSearch): Promise<Customer[]> {
    const identities = await this.dataSource.query<CustomerIdentity[]>(IDENTITIES_SQL, [
      ...[merchantId, email && normalisedEmail(email), phone && normalisedPhone(phone), orderId],
      ...[q?.trim().toLowerCase() ?? null, q === null ? null : normalisedPhone(q)],
    ]);
    return this.named(identities);
  }

  /** @throws customerNotFound, also for another merchant's. */
  async one(id: string, merchantId: string | null, tx: EntityManager = this.dataSource.manager): Promise<Customer> {
    const [row] = await tx.query<CustomerRow[]>(
      `SELECT * FROM customers WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)`,
      [id, merchantId],
    );
    if (!row) throw customerNotFound(id);
    return customerOf(row);
  }

  /** Everything this person ordered, oldest first. Of somebody erased: nothing says any more which those were. */
  async orderIds(tx: EntityManager, { merchantId, email, phone }: CustomerIdentity): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM orders
       WHERE merchant_id = $1 AND (customer_email = $2 OR (customer_email IS NULL AND customer_phone = $3))
       ORDER BY id`,
      [merchantId, email, phone],
    );
    return rows.map(({ id }) => id);
  }

  /** Whoever has no order left is nobody we know. */
  async forgetErased(tx: EntityManager, merchantId: string): Promise<void> {
    await tx.query(
      `UPDATE customers c SET email = NULL, phone = NULL, erased_at = now()
       WHERE c.merchant_id = $1 AND c.erased_at IS NULL
         AND NOT EXISTS (SELECT FROM orders o WHERE o.merchant_id = $1 AND o.customer_email = c.email)
         AND NOT EXISTS (SELECT FROM orders o WHERE o.merchant_id = $1 AND o.customer_email IS NULL
                           AND o.customer_phone = c.phone)`,
      [merchantId],
    );
  }

  private async named(identities: readonly CustomerIdentity[]): Promise<Customer[]> {
    if (identities.length === 0) return [];
    await this.dataSource.query(NAME_SQL, [
      identities.map(() => uuidv7()),
      identities.map(({ merchantId }) => merchantId),
      identities.map(({ email }) => email),
      identities.map(({ phone }) => phone),
    ]);
    const rows = await this.dataSource.query<CustomerRow[]>(
      `SELECT c.* FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS n(merchant_id, email, phone, place)
       JOIN customers c ON c.merchant_id = n.merchant_id AND (c.email = n.email OR c.phone = n.phone)
       ORDER BY n.place`,
      [
        identities.map(({ merchantId }) => merchantId),
        identities.map(({ email }) => email),
        identities.map(({ phone }) => phone),
      ],
    );
    return rows.map(customerOf);
  }
}

const customerOf = ({ id, merchant_id: merchantId, email, phone, erased_at }: CustomerRow): Customer => ({
  ...{ id, merchantId, email, phone },
  erasedAt: erased_at?.toISOString() ?? null,
});
