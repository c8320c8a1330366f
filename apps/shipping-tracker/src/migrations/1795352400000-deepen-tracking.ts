import type { MigrationInterface, QueryRunner } from 'typeorm';

const open = `status NOT IN ('delivered', 'returned', 'cancelled', 'expired')`;

/** Daily budgets, answers that did not count, returns, levels of silence, and what was promised. */
export class DeepenTracking1795352400000 implements MigrationInterface {
  readonly name = 'DeepenTracking1795352400000';

  async up(runner: QueryRunner): Promise<void> {
    await this.deepenShipments(runner);
    await this.createPromises(runner);
    await this.deepenPolling(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE carrier_refusals, delivery_promises, transit_times`);
    await runner.query(`
      ALTER TABLE carrier_budgets
        DROP COLUMN tokens, DROP COLUMN refilled_at, DROP COLUMN day, DROP COLUMN used_today,
        ADD COLUMN minute timestamptz NOT NULL DEFAULT now(), ADD COLUMN used integer NOT NULL DEFAULT 0`);
    await runner.query(
      `DELETE FROM checkpoints WHERE shipment_id IN (SELECT id FROM shipments WHERE direction = 'return')`,
    );
    await runner.query(`DELETE FROM shipments WHERE direction = 'return'`);
    await runner.query(`
      ALTER TABLE shipments
        ALTER COLUMN purchase_order_id SET NOT NULL, ALTER COLUMN supplier_id SET NOT NULL,
        DROP COLUMN direction, DROP COLUMN return_id, DROP COLUMN stall_level, DROP COLUMN stall_due_at,
        DROP COLUMN poll_digest, DROP COLUMN promise_version, DROP COLUMN earliest_day, DROP COLUMN likely_day,
        DROP COLUMN latest_day, DROP COLUMN promise_basis, DROP COLUMN promise_samples`);
    await runner.query(
      `CREATE INDEX shipments_quiet ON shipments (last_heard_at) WHERE stalled_at IS NULL AND ${open}`,
    );
  }

  private async deepenShipments(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE shipments
        ALTER COLUMN purchase_order_id DROP NOT NULL,
        ALTER COLUMN supplier_id DROP NOT NULL,
        ADD COLUMN direction text NOT NULL DEFAULT 'outbound',
        ADD COLUMN return_id uuid,
        ADD COLUMN stall_level integer NOT NULL DEFAULT 0,
        ADD COLUMN stall_due_at timestamptz(3) NOT NULL DEFAULT now(),
        ADD COLUMN poll_digest text,
        ADD COLUMN promise_version integer NOT NULL DEFAULT 0,
        ADD COLUMN earliest_day date,
        ADD COLUMN likely_day date,
        ADD COLUMN latest_day date,
        ADD COLUMN promise_basis text,
        ADD COLUMN promise_samples integer`);
    await runner.query(`
      UPDATE shipments SET stall_level = CASE WHEN stalled_at IS NULL THEN 0 ELSE 1 END,
             stall_due_at = last_heard_at + CASE WHEN stalled_at IS NULL THEN interval '2 days' ELSE interval '4 days' END`);
    await runner.query(`DROP INDEX shipments_quiet`);
    await runner.query(`CREATE INDEX shipments_quiet ON shipments (stall_due_at) WHERE stall_level < 3 AND ${open}`);
    await runner.query(`CREATE INDEX shipments_expected ON shipments (latest_day) WHERE ${open}`);
  }

  private async createPromises(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE delivery_promises (
        shipment_id uuid NOT NULL REFERENCES shipments (id),
        version integer NOT NULL,
        told_at timestamptz(3) NOT NULL,
        earliest_day date NOT NULL,
        likely_day date NOT NULL,
        latest_day date NOT NULL,
        reason text NOT NULL,
        basis text NOT NULL,
        samples integer NOT NULL,
        on_time_probability real,
        PRIMARY KEY (shipment_id, version)
      )`);
    await runner.query(`
      CREATE TABLE transit_times (
        shipment_id uuid PRIMARY KEY,
        carrier text NOT NULL,
        country char(2),
        supplier_id uuid,
        days integer NOT NULL,
        delivered_on date NOT NULL
      )`);
    await runner.query(`CREATE INDEX transit_times_recent ON transit_times (delivered_on)`);
  }

  private async deepenPolling(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE carrier_budgets
        DROP COLUMN minute, DROP COLUMN used,
        ADD COLUMN tokens double precision NOT NULL DEFAULT 0,
        ADD COLUMN refilled_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN day date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
        ADD COLUMN used_today integer NOT NULL DEFAULT 0`);
    await runner.query(`
      CREATE TABLE carrier_refusals (
        carrier text NOT NULL,
        reason text NOT NULL,
        count bigint NOT NULL,
        last_at timestamptz(3) NOT NULL,
        last_detail text NOT NULL,
        last_number text,
        PRIMARY KEY (carrier, reason)
      )`);
  }
}
