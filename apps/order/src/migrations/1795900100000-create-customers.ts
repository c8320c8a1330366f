import { randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers by their address, and the requests for export and erasure of what is known about them. */
export class CreateCustomers1795900100000 implements MigrationInterface {
  readonly name = 'CreateCustomers1795900100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE orders
        ADD COLUMN customer_phone text GENERATED ALWAYS AS
          (nullif(regexp_replace(regexp_replace(customer ->> 'phone', '[^0-9]', '', 'g'), '^00', ''), '')) STORED,
        ADD COLUMN anonymised_at timestamptz;
      CREATE INDEX orders_customer_phone ON orders (customer_phone) WHERE customer_phone IS NOT NULL;
      -- What the retention looks at: orders that ended and still say whose they were.
      CREATE INDEX orders_ended ON orders (id) WHERE anonymised_at IS NULL AND status IN ('delivered', 'cancelled')`);
    await this.createCustomers(runner);
    await this.createRequests(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE customer_answers, customer_request_log, customer_requests, customers, customer_secrets;
      DROP INDEX orders_ended, orders_customer_phone;
      ALTER TABLE orders DROP COLUMN anonymised_at, DROP COLUMN customer_phone`);
  }

  private async createCustomers(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Who was looked at once has an id. The orders themselves say whose they are.
      CREATE TABLE customers (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        email text,
        -- Digits; only of customers without an e-mail address.
        phone text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        erased_at timestamptz(3),
        CHECK (num_nonnulls(email, phone, erased_at) = 1)
      );
      CREATE UNIQUE INDEX customers_email ON customers (merchant_id, email) WHERE email IS NOT NULL;
      CREATE UNIQUE INDEX customers_phone ON customers (merchant_id, phone) WHERE phone IS NOT NULL;
      -- The key of the hashes that prove who was erased.
      CREATE TABLE customer_secrets (purpose text PRIMARY KEY, secret bytea NOT NULL)`);
    await runner.query(`INSERT INTO customer_secrets (purpose, secret) VALUES ('erasure-proof', $1)`, [
      randomBytes(32),
    ]);
  }

  private async createRequests(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE customer_requests (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('export', 'erasure')),
        -- Null: the retention of a merchant's old orders.
        customer_id uuid REFERENCES customers,
        merchant_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('collecting', 'ready', 'expired', 'checking', 'previewed', 'erasing', 'done')),
        requested_by text NOT NULL,
        reason text,
        order_ids uuid[] NOT NULL,
        email_hmac text,
        attempt int NOT NULL DEFAULT 1,
        asked_at timestamptz(3) NOT NULL DEFAULT now(),
        public_key text,
        -- Thrown away when the export is put together: nobody reads the parts in any log again.
        private_key text,
        file_bytes bigint,
        file_sha256 text,
        requested_at timestamptz(3) NOT NULL DEFAULT now(),
        finished_at timestamptz(3),
        expires_at timestamptz(3)
      );
      CREATE INDEX customer_requests_of_customer ON customer_requests (customer_id, id DESC);
      CREATE INDEX customer_requests_newest ON customer_requests (merchant_id, id DESC);
      CREATE INDEX customer_requests_open ON customer_requests (asked_at)
        WHERE state IN ('collecting', 'checking', 'erasing');
      CREATE INDEX customer_requests_expiring ON customer_requests (expires_at) WHERE state = 'ready';
      CREATE TABLE customer_answers (
        request_id uuid NOT NULL REFERENCES customer_requests,
        stage text NOT NULL CHECK (stage IN ('data', 'erasure')),
        service text NOT NULL,
        attempt int NOT NULL,
        chunk int NOT NULL,
        chunks int NOT NULL,
        counts jsonb NOT NULL,
        blockers jsonb NOT NULL,
        sealed text,
        answered_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (request_id, stage, service, attempt, chunk)
      );
      CREATE TABLE customer_request_log (
        id uuid PRIMARY KEY,
        request_id uuid NOT NULL REFERENCES customer_requests,
        action text NOT NULL,
        actor_role text NOT NULL,
        actor_key_id uuid,
        at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX customer_request_log_of_request ON customer_request_log (request_id, id)`);
  }
}
