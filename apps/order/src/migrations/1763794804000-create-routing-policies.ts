import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Policies as versioned data, exchange rates, what suppliers did so far, and decisions with everything they were made
 * from.
 */
export class CreateRoutingPolicies1763794804000 implements MigrationInterface {
  readonly name = 'CreateRoutingPolicies1763794804000';

  async up(runner: QueryRunner): Promise<void> {
    await this.createPolicies(runner);
    await this.createSupplierRecords(runner);
    await runner.query(`
      -- json, not jsonb: a replay must give the identical bytes, so the order of the fields is kept.
      ALTER TABLE routing_decisions ALTER COLUMN decision TYPE json USING decision::json;
      ALTER TABLE routing_decisions ADD COLUMN merchant_id uuid, ADD COLUMN input json;
      UPDATE routing_decisions d SET merchant_id = o.merchant_id FROM orders o WHERE o.id = d.order_id;
      ALTER TABLE routing_decisions ALTER COLUMN merchant_id SET NOT NULL;
      CREATE INDEX routing_decisions_time ON routing_decisions (merchant_id, decided_at, order_id, routing_version);
      ALTER TABLE order_lines ADD COLUMN weight_grams int CHECK (weight_grams >= 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE order_lines DROP COLUMN weight_grams;
      DROP INDEX routing_decisions_time;
      ALTER TABLE routing_decisions DROP COLUMN input, DROP COLUMN merchant_id;
      ALTER TABLE routing_decisions ALTER COLUMN decision TYPE jsonb USING decision::jsonb;
      ALTER TABLE commitments DROP COLUMN feed_age_seconds;
      ALTER TABLE offers DROP COLUMN safety_units, DROP COLUMN safety_confirmed, DROP COLUMN safety_reason,
        DROP COLUMN safety_changed_at;
      ALTER TABLE suppliers DROP COLUMN parcel_per_kg_minor;
      DROP TABLE supplier_observations, supplier_days, supplier_records, exchange_rates, routing_policies`);
  }

  private async createPolicies(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE routing_policies (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        version int NOT NULL CHECK (version > 0),
        name text NOT NULL,
        state text NOT NULL CHECK (state IN ('draft', 'active', 'archived')),
        content jsonb NOT NULL,
        idempotency_key text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        activated_at timestamptz,
        archived_at timestamptz,
        UNIQUE (merchant_id, version),
        UNIQUE (merchant_id, idempotency_key)
      );
      CREATE UNIQUE INDEX routing_policies_active ON routing_policies (merchant_id) WHERE state = 'active';
      CREATE TABLE exchange_rates (
        merchant_id uuid NOT NULL,
        from_currency text NOT NULL,
        to_currency text NOT NULL,
        date date NOT NULL,
        rate numeric(30, 12) NOT NULL CHECK (rate > 0),
        source text NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (merchant_id, from_currency, to_currency, date)
      )`);
  }

  private async createSupplierRecords(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE suppliers ADD COLUMN parcel_per_kg_minor bigint NOT NULL DEFAULT 0;
      ALTER TABLE offers ADD COLUMN safety_units int NOT NULL DEFAULT 0 CHECK (safety_units >= 0),
        ADD COLUMN safety_confirmed int NOT NULL DEFAULT 0, ADD COLUMN safety_reason text,
        ADD COLUMN safety_changed_at timestamptz;
      -- How old the number was that a promise relied on.
      ALTER TABLE commitments ADD COLUMN feed_age_seconds int NOT NULL DEFAULT 0;
      CREATE TABLE supplier_records (
        supplier_id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        record jsonb NOT NULL
      );
      CREATE INDEX supplier_records_merchant ON supplier_records (merchant_id, supplier_id);
      -- What was seen and is not yet in the records: written without waiting for anybody.
      CREATE TABLE supplier_observations (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        supplier_id uuid NOT NULL,
        observation jsonb NOT NULL
      );
      CREATE TABLE supplier_days (
        supplier_id uuid NOT NULL,
        day date NOT NULL,
        purchase_orders int NOT NULL,
        PRIMARY KEY (supplier_id, day)
      )`);
  }
}
