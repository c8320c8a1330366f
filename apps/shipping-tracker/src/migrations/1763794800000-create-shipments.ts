import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders as the customer's page needs them, parcels, what was said about them, and what could not be assigned yet. */
export class CreateShipments1763794800000 implements MigrationInterface {
  readonly name = 'CreateShipments1763794800000';

  async up(runner: QueryRunner): Promise<void> {
    await this.createShipments(runner);
    await this.createCheckpoints(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE carrier_budgets, unmatched_checkpoints, checkpoints, shipments, tracked_orders`);
  }

  private async createShipments(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tracked_orders (
        order_id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        external_id text NOT NULL,
        tracking_token text NOT NULL UNIQUE,
        first_name text NOT NULL,
        city text,
        country char(2),
        language text NOT NULL,
        lines jsonb NOT NULL,
        state text NOT NULL,
        placed_at timestamptz(3) NOT NULL,
        promise_by timestamptz(3)
      )`);
    await runner.query(`
      CREATE TABLE shipments (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        order_id uuid NOT NULL,
        purchase_order_id uuid NOT NULL,
        supplier_id uuid NOT NULL,
        carrier text NOT NULL,
        tracking_number text NOT NULL,
        tracking_key text NOT NULL,
        lines jsonb NOT NULL,
        shipped_at timestamptz(3) NOT NULL,
        registered_at timestamptz(3) NOT NULL,
        status text NOT NULL,
        status_since timestamptz(3) NOT NULL,
        fault text,
        place text,
        last_heard_at timestamptz(3) NOT NULL,
        stalled_at timestamptz(3),
        last_asked_at timestamptz(3),
        next_poll_at timestamptz(3) NOT NULL,
        poll_failures integer NOT NULL
      )`);
    await runner.query(`CREATE INDEX shipments_order ON shipments (order_id)`);
    await runner.query(`CREATE INDEX shipments_number ON shipments (tracking_key, carrier)`);
    await runner.query(`CREATE INDEX shipments_newest ON shipments (merchant_id, registered_at DESC, id DESC)`);
    await runner.query(`CREATE INDEX shipments_all_newest ON shipments (registered_at DESC, id DESC)`);
    const open = `status NOT IN ('delivered', 'returned', 'cancelled', 'expired')`;
    await runner.query(
      `CREATE INDEX shipments_quiet ON shipments (last_heard_at) WHERE stalled_at IS NULL AND ${open}`,
    );
    await runner.query(`CREATE INDEX shipments_poll ON shipments (carrier, next_poll_at) WHERE ${open}`);
  }

  private async createCheckpoints(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE checkpoints (
        id uuid PRIMARY KEY,
        shipment_id uuid NOT NULL REFERENCES shipments (id),
        source text NOT NULL,
        event_id text NOT NULL,
        status text NOT NULL,
        fault text,
        occurred_at timestamptz(3) NOT NULL,
        received_at timestamptz(3) NOT NULL,
        description text,
        place text,
        UNIQUE (shipment_id, source, event_id)
      )`);
    await runner.query(`
      CREATE TABLE unmatched_checkpoints (
        id uuid PRIMARY KEY,
        carrier text NOT NULL,
        tracking_key text NOT NULL,
        source text NOT NULL,
        event_id text NOT NULL,
        status text NOT NULL,
        fault text,
        occurred_at timestamptz(3) NOT NULL,
        received_at timestamptz(3) NOT NULL,
        description text,
        place text,
        UNIQUE (tracking_key, carrier, source, event_id)
      )`);
    await runner.query(`CREATE INDEX unmatched_checkpoints_age ON unmatched_checkpoints (received_at)`);
    await runner.query(`
      CREATE TABLE carrier_budgets (
        carrier text PRIMARY KEY,
        minute timestamptz NOT NULL,
        used integer NOT NULL
      )`);
  }
}
