import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where merchants want their events sent, what is on its way there, and how each call went. */
export class CreateWebhooks1795800010000 implements MigrationInterface {
  readonly name = 'CreateWebhooks1795800010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook_endpoints (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        url text NOT NULL,
        description text,
        event_types text[] NOT NULL,
        alert_email text,
        secret text NOT NULL,
        previous_secret text,
        previous_secret_until timestamptz(3),
        state text NOT NULL DEFAULT 'active',
        state_reason text,
        failing_since timestamptz(3),
        quiet_until timestamptz(3) NOT NULL DEFAULT '-infinity',
        created_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX webhook_endpoints_merchant ON webhook_endpoints (merchant_id, id DESC)`);
    await this.createDeliveries(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE webhook_attempts, webhook_deliveries, webhook_endpoints`);
  }

  private async createDeliveries(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook_deliveries (
        id uuid PRIMARY KEY,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        endpoint_id uuid NOT NULL REFERENCES webhook_endpoints (id) ON DELETE CASCADE,
        webhook_id text NOT NULL,
        event_type text NOT NULL,
        order_id uuid,
        body text NOT NULL,
        state text NOT NULL DEFAULT 'queued',
        attempts integer NOT NULL DEFAULT 0,
        queued_at timestamptz(3) NOT NULL DEFAULT now(),
        next_attempt_at timestamptz(3) NOT NULL,
        last_status integer,
        last_error text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        settled_at timestamptz(3),
        cause jsonb NOT NULL,
        UNIQUE (endpoint_id, webhook_id)
      )`);
    await runner.query(
      `CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_attempt_at) WHERE state = 'queued'`,
    );
    await runner.query(
      `CREATE INDEX webhook_deliveries_turn ON webhook_deliveries (endpoint_id, sequence) WHERE state = 'queued'`,
    );
    await runner.query(
      `CREATE INDEX webhook_deliveries_order ON webhook_deliveries (endpoint_id, order_id, sequence) WHERE state = 'queued'`,
    );
    await runner.query(`CREATE INDEX webhook_deliveries_list ON webhook_deliveries (endpoint_id, sequence DESC)`);
    await runner.query(`CREATE INDEX webhook_deliveries_age ON webhook_deliveries (created_at)`);
    await runner.query(`
      CREATE TABLE webhook_attempts (
        id uuid PRIMARY KEY,
        delivery_id uuid NOT NULL REFERENCES webhook_deliveries (id) ON DELETE CASCADE,
        duration_ms integer NOT NULL,
        answer text NOT NULL
      )`);
    await runner.query(`CREATE INDEX webhook_attempts_delivery ON webhook_attempts (delivery_id)`);
  }
}
