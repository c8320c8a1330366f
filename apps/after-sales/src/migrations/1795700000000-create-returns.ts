import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders as after-sales needs them, return policies, returns and refunds. */
export class CreateReturns1795700000000 implements MigrationInterface {
  readonly name = 'CreateReturns1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    await this.createOrders(runner);
    await this.createPolicies(runner);
    await this.createReturns(runner);
    await this.createWayBack(runner);
    await this.createRefunds(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE idempotency_keys, refunds, withdrawals, return_receipts, return_parcels, return_lines, returns,
      return_policies, purchase_orders, parcels, orders`);
  }

  private async createOrders(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE orders (
        order_id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        external_id text NOT NULL,
        -- The page's token is the customer's key: kept as keys are, by its hash.
        token_sha256 bytea NOT NULL,
        -- The same person over orders, without knowing who it is.
        customer_sha256 bytea,
        language text NOT NULL,
        country char(2),
        currency char(3) NOT NULL,
        shipping_minor bigint NOT NULL,
        discount_minor bigint NOT NULL,
        total_minor bigint NOT NULL,
        lines jsonb NOT NULL,
        placed_at timestamptz(3) NOT NULL,
        -- Null: the default policy.
        policy_version int,
        -- Nothing more will be shipped.
        complete boolean NOT NULL DEFAULT false
      );
      CREATE UNIQUE INDEX orders_token ON orders (token_sha256);
      CREATE INDEX orders_external ON orders (merchant_id, external_id);
      CREATE TABLE parcels (
        shipment_id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        purchase_order_id uuid NOT NULL,
        supplier_id uuid NOT NULL,
        carrier text NOT NULL,
        lines jsonb NOT NULL,
        delivered_at timestamptz(3)
      );
      CREATE INDEX parcels_order ON parcels (order_id);
      CREATE TABLE purchase_orders (
        purchase_order_id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        supplier_id uuid NOT NULL,
        supplier_code text NOT NULL,
        currency char(3) NOT NULL,
        lines jsonb NOT NULL
      );
      CREATE INDEX purchase_orders_order ON purchase_orders (order_id)`);
  }

  private async createPolicies(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE return_policies (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        version int NOT NULL CHECK (version > 0),
        name text NOT NULL,
        state text NOT NULL CHECK (state IN ('draft', 'active', 'archived')),
        content jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        activated_at timestamptz,
        archived_at timestamptz,
        UNIQUE (merchant_id, version)
      );
      CREATE UNIQUE INDEX return_policies_active ON return_policies (merchant_id) WHERE state = 'active'`);
  }

  private async createReturns(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE returns (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        merchant_id uuid NOT NULL,
        order_id uuid NOT NULL REFERENCES orders (order_id),
        kind text NOT NULL,
        channel text NOT NULL,
        status text NOT NULL,
        policy_version int NOT NULL,
        -- What was looked at, clause by clause, when it was asked for.
        assessment jsonb NOT NULL,
        note text,
        refusal jsonb,
        withdrawal jsonb,
        exchange jsonb,
        outcome text,
        requested_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3),
        closed_at timestamptz(3)
      );
      CREATE INDEX returns_order ON returns (order_id);
      CREATE INDEX returns_newest ON returns (merchant_id, id DESC);
      CREATE TABLE return_lines (
        id uuid PRIMARY KEY,
        return_id uuid NOT NULL REFERENCES returns (id),
        order_id uuid NOT NULL,
        order_line_id uuid NOT NULL,
        sku text NOT NULL,
        quantity int NOT NULL CHECK (quantity > 0),
        reason_code text,
        supplier_id uuid,
        purchase_order_id uuid,
        clause text NOT NULL,
        destination text NOT NULL,
        payer text NOT NULL,
        -- Units received, by condition.
        received jsonb NOT NULL DEFAULT '[]',
        refunded_quantity int NOT NULL DEFAULT 0 CHECK (refunded_quantity BETWEEN 0 AND quantity)
      );
      CREATE INDEX return_lines_return ON return_lines (return_id);
      CREATE INDEX return_lines_supplier ON return_lines (supplier_id, return_id)`);
  }

  private async createWayBack(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE return_parcels (
        shipment_id uuid PRIMARY KEY,
        return_id uuid NOT NULL REFERENCES returns (id),
        order_id uuid NOT NULL,
        supplier_id uuid,
        purchase_order_id uuid,
        method text NOT NULL,
        carrier text,
        tracking_number text,
        label_url text,
        instructions text,
        payer text NOT NULL,
        lines jsonb NOT NULL,
        issued_at timestamptz(3) NOT NULL,
        in_transit_at timestamptz(3)
      );
      CREATE INDEX return_parcels_return ON return_parcels (return_id);
      CREATE TABLE return_receipts (
        return_id uuid NOT NULL REFERENCES returns (id),
        reference text NOT NULL,
        content jsonb NOT NULL,
        received_at timestamptz(3) NOT NULL,
        PRIMARY KEY (return_id, reference)
      );
      -- Step one of the two: what the customer means to declare. Step two makes a return of it, once.
      CREATE TABLE withdrawals (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES orders (order_id),
        name text NOT NULL,
        contact_email text,
        lines jsonb NOT NULL,
        prepared_at timestamptz(3) NOT NULL DEFAULT now(),
        return_id uuid REFERENCES returns (id)
      );
      CREATE INDEX withdrawals_order ON withdrawals (order_id)`);
  }

  private async createRefunds(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE refunds (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        order_id uuid NOT NULL REFERENCES orders (order_id),
        return_id uuid REFERENCES returns (id),
        complaint_id uuid,
        status text NOT NULL CHECK (status IN ('requested', 'completed', 'failed')),
        currency char(3) NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        sum jsonb NOT NULL,
        store_reference text,
        failure_code text,
        attempts int NOT NULL DEFAULT 0,
        next_attempt_at timestamptz(3) NOT NULL DEFAULT now(),
        requested_at timestamptz(3) NOT NULL DEFAULT now(),
        settled_at timestamptz(3),
        cause jsonb NOT NULL
      );
      CREATE INDEX refunds_order ON refunds (order_id);
      CREATE INDEX refunds_due ON refunds (next_attempt_at) WHERE status = 'requested';
      CREATE INDEX refunds_newest ON refunds (merchant_id, id DESC);
      CREATE TABLE idempotency_keys (
        merchant_id uuid NOT NULL,
        key text NOT NULL,
        request_hash bytea NOT NULL,
        response jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (merchant_id, key)
      );
      CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at)`);
  }
}
