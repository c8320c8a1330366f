import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE ship_tos (
     order_id uuid PRIMARY KEY,
     merchant_id uuid NOT NULL,
     ship_to jsonb
   )`,
  `CREATE SEQUENCE purchase_order_numbers`,
  `CREATE TABLE purchase_orders (
     id uuid PRIMARY KEY,
     merchant_id uuid NOT NULL,
     number text NOT NULL,
     order_id uuid NOT NULL,
     supplier_id uuid NOT NULL REFERENCES suppliers (id),
     supplier_code text NOT NULL,
     routing_version int NOT NULL,
     currency text NOT NULL,
     status text NOT NULL,
     created_at timestamptz(3) NOT NULL,
     updated_at timestamptz(3) NOT NULL,
     sent_at timestamptz(3),
     acknowledge_by timestamptz(3) NOT NULL,
     answer_due_at timestamptz(3),
     ship_by timestamptz(3) NOT NULL,
     cancelled_at timestamptz(3),
     expired_at timestamptz(3),
     UNIQUE (merchant_id, number)
   )`,
  `CREATE INDEX purchase_orders_by_order ON purchase_orders (order_id)`,
  `CREATE INDEX purchase_orders_by_supplier ON purchase_orders (supplier_id, created_at DESC, id DESC)`,
  `CREATE INDEX purchase_orders_by_merchant ON purchase_orders (merchant_id, created_at DESC, id DESC)`,
  `CREATE INDEX purchase_orders_due ON purchase_orders (answer_due_at) WHERE answer_due_at IS NOT NULL`,
  `CREATE TABLE purchase_order_lines (
     id uuid PRIMARY KEY,
     purchase_order_id uuid NOT NULL REFERENCES purchase_orders (id),
     position int NOT NULL,
     order_line_id uuid NOT NULL,
     supplier_sku text NOT NULL,
     sku text NOT NULL,
     title text NOT NULL,
     unit_cost_minor bigint NOT NULL,
     quantity int NOT NULL CHECK (quantity > 0),
     accepted_quantity int NOT NULL DEFAULT 0 CHECK (accepted_quantity >= 0),
     backordered_quantity int NOT NULL DEFAULT 0 CHECK (backordered_quantity >= 0),
     rejected_quantity int NOT NULL DEFAULT 0 CHECK (rejected_quantity >= 0),
     cancelled_quantity int NOT NULL DEFAULT 0 CHECK (cancelled_quantity >= 0),
     expired_quantity int NOT NULL DEFAULT 0 CHECK (expired_quantity >= 0),
     shipped_quantity int NOT NULL DEFAULT 0 CHECK (shipped_quantity >= 0),
     UNIQUE (purchase_order_id, position),
     CHECK (accepted_quantity + backordered_quantity + rejected_quantity + cancelled_quantity + expired_quantity <= quantity),
     CHECK (shipped_quantity + backordered_quantity + rejected_quantity + cancelled_quantity + expired_quantity <= quantity)
   )`,
  `CREATE TABLE supplier_messages (
     purchase_order_id uuid NOT NULL REFERENCES purchase_orders (id),
     kind text NOT NULL,
     reference text NOT NULL,
     body_hash text NOT NULL,
     answer json NOT NULL,
     received_at timestamptz(3) NOT NULL DEFAULT now(),
     PRIMARY KEY (purchase_order_id, kind, reference)
   )`,
  `CREATE TABLE parcels (
     id uuid PRIMARY KEY,
     purchase_order_id uuid NOT NULL REFERENCES purchase_orders (id),
     carrier text NOT NULL,
     tracking_number text NOT NULL,
     shipped_at timestamptz(3) NOT NULL,
     lines jsonb NOT NULL
   )`,
  `CREATE INDEX parcels_by_purchase_order ON parcels (purchase_order_id)`,
  `CREATE TABLE deliveries (
     id uuid PRIMARY KEY,
     purchase_order_id uuid NOT NULL REFERENCES purchase_orders (id),
     supplier_id uuid NOT NULL REFERENCES suppliers (id),
     event_type text NOT NULL,
     webhook_id text NOT NULL UNIQUE,
     state text NOT NULL DEFAULT 'queued',
     attempts int NOT NULL DEFAULT 0,
     refusals int NOT NULL DEFAULT 0,
     next_attempt_at timestamptz(3) NOT NULL DEFAULT now(),
     last_status int,
     last_error text,
     created_at timestamptz(3) NOT NULL DEFAULT now(),
     settled_at timestamptz(3)
   )`,
  `CREATE INDEX deliveries_due ON deliveries (next_attempt_at) WHERE state = 'queued'`,
  `CREATE INDEX deliveries_by_purchase_order ON deliveries (purchase_order_id)`,
  `CREATE TABLE delivery_attempts (
     id uuid PRIMARY KEY,
     delivery_id uuid NOT NULL REFERENCES deliveries (id),
     number int NOT NULL,
     started_at timestamptz(3) NOT NULL DEFAULT now(),
     finished_at timestamptz(3),
     outcome text NOT NULL DEFAULT 'unknown',
     status int,
     error text
   )`,
  `CREATE INDEX delivery_attempts_by_delivery ON delivery_attempts (delivery_id)`,
];

export class CreatePurchaseOrders1790000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE delivery_attempts; DROP TABLE deliveries; DROP TABLE parcels; DROP TABLE supplier_messages;
      DROP TABLE purchase_order_lines; DROP TABLE purchase_orders; DROP SEQUENCE purchase_order_numbers;
      DROP TABLE ship_tos;`);
  }
}
