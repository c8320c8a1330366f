import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders with their lines, what was allocated to whom, parcels, decisions, and the keys of requests already answered. */
export class CreateOrders1763794800000 implements MigrationInterface {
  readonly name = 'CreateOrders1763794800000';

  async up(runner: QueryRunner): Promise<void> {
    await this.createOrders(runner);
    await this.createLines(runner);
    await this.createAllocations(runner);
    await runner.query(`
      CREATE TABLE idempotency_keys (
        merchant_id uuid NOT NULL,
        key text NOT NULL,
        request_hash bytea NOT NULL,
        order_id uuid NOT NULL,
        response jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (merchant_id, key)
      );
      CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
      CREATE TABLE merchants (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        default_language text NOT NULL,
        currency text NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE merchants, idempotency_keys, routing_decisions, parcels, allocations, order_lines, orders`,
    );
  }

  private async createOrders(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE orders (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        source text NOT NULL,
        store_id uuid,
        external_id text NOT NULL,
        status text NOT NULL,
        reason_code text,
        test boolean NOT NULL,
        currency text NOT NULL,
        placed_at timestamptz NOT NULL,
        customer jsonb NOT NULL,
        customer_email text GENERATED ALWAYS AS (lower(customer->>'email')) STORED,
        shipping_address jsonb,
        goods_minor bigint NOT NULL,
        shipping_minor bigint NOT NULL,
        discount_minor bigint NOT NULL,
        total_minor bigint NOT NULL,
        payment_method text NOT NULL,
        payment_status text NOT NULL,
        tracking_token text NOT NULL,
        promise_by timestamptz,
        note text,
        routing_version int NOT NULL DEFAULT 0,
        routed_at timestamptz,
        route_due_at timestamptz,
        route_failures int NOT NULL DEFAULT 0,
        -- What brought the order in: routing happens later and belongs to it.
        cause jsonb NOT NULL,
        cancel_reason text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      -- The number of an order is unique in its store; orders by REST are one store.
      CREATE UNIQUE INDEX orders_external_id ON orders
        (merchant_id, external_id, (coalesce(store_id, '00000000-0000-0000-0000-000000000000'::uuid)));
      CREATE INDEX orders_newest ON orders (merchant_id, id DESC);
      CREATE INDEX orders_status ON orders (merchant_id, status, id DESC);
      CREATE INDEX orders_status_all ON orders (status, id DESC);
      CREATE INDEX orders_external_id_prefix ON orders (lower(external_id) text_pattern_ops);
      CREATE INDEX orders_customer_email ON orders (customer_email);
      CREATE INDEX orders_route_due ON orders (route_due_at) WHERE route_due_at IS NOT NULL`);
  }

  private async createLines(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE order_lines (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES orders,
        merchant_id uuid NOT NULL,
        position int NOT NULL,
        external_line_id text NOT NULL,
        sku text NOT NULL,
        title text NOT NULL,
        quantity int NOT NULL CHECK (quantity > 0),
        unit_price_minor bigint NOT NULL,
        cancelled_quantity int NOT NULL DEFAULT 0 CHECK (cancelled_quantity BETWEEN 0 AND quantity),
        status text NOT NULL,
        reason_code text
      );
      CREATE INDEX order_lines_order ON order_lines (order_id);
      CREATE INDEX order_lines_sku ON order_lines (lower(sku), order_id);
      CREATE INDEX order_lines_unroutable ON order_lines (merchant_id, sku) WHERE status = 'unroutable'`);
  }

  private async createAllocations(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE allocations (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES orders,
        line_id uuid NOT NULL REFERENCES order_lines,
        purchase_order_id uuid NOT NULL,
        supplier_id uuid NOT NULL,
        supplier_code text NOT NULL,
        offer_id uuid NOT NULL,
        routing_version int NOT NULL,
        quantity int NOT NULL CHECK (quantity > 0),
        accepted int NOT NULL DEFAULT 0,
        backordered int NOT NULL DEFAULT 0,
        released int NOT NULL DEFAULT 0,
        shipped int NOT NULL DEFAULT 0,
        sent boolean NOT NULL DEFAULT false,
        refused boolean NOT NULL DEFAULT false,
        status text NOT NULL,
        CHECK (released + shipped <= quantity)
      );
      CREATE INDEX allocations_order ON allocations (order_id);
      CREATE TABLE parcels (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES orders,
        purchase_order_id uuid,
        carrier text,
        tracking_number text,
        status text NOT NULL,
        announced boolean NOT NULL,
        stalled boolean NOT NULL DEFAULT false,
        lines jsonb NOT NULL DEFAULT '[]',
        shipped_at timestamptz,
        delivered_at timestamptz
      );
      CREATE INDEX parcels_order ON parcels (order_id);
      CREATE INDEX parcels_tracking_number ON parcels (lower(tracking_number));
      CREATE TABLE routing_decisions (
        order_id uuid NOT NULL REFERENCES orders,
        routing_version int NOT NULL,
        caused_by_purchase_order_id uuid,
        decision jsonb NOT NULL,
        decided_at timestamptz NOT NULL,
        PRIMARY KEY (order_id, routing_version)
      )`);
  }
}
