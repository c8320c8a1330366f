import type { MigrationInterface, QueryRunner } from 'typeorm';

const COUNTS = `
        shipped int NOT NULL DEFAULT 0,
        delivered int NOT NULL DEFAULT 0,
        late int NOT NULL DEFAULT 0,
        returned int NOT NULL DEFAULT 0,
        claimed int NOT NULL DEFAULT 0,
        complained int NOT NULL DEFAULT 0,
        problems int NOT NULL DEFAULT 0,
        scored int NOT NULL DEFAULT 0,
        score_sum int NOT NULL DEFAULT 0,
        dissatisfied int NOT NULL DEFAULT 0,
        refund_minor bigint NOT NULL DEFAULT 0,
        refunded_units double precision NOT NULL DEFAULT 0,
        credit_minor bigint NOT NULL DEFAULT 0,
        credited_units double precision NOT NULL DEFAULT 0`;

/** What happened after sales: single facts, their counts per day, and the figures that routing reckons with. */
export class CreateExperience1796000003000 implements MigrationInterface {
  readonly name = 'CreateExperience1796000003000';

  async up(runner: QueryRunner): Promise<void> {
    await this.createLedger(runner);
    await this.createCounts(runner);
    await this.createFigures(runner);
    await runner.query(`ALTER TABLE suppliers ADD country text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE suppliers DROP country;
      DROP TABLE experience_current, experience_figures, experience_versions, experience_heads, experience_changes,
        experience_days, experience_facts, experience_parcels`);
  }

  private async createLedger(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Units of one order line in one parcel; everything that is said of them later is counted on the day they left.
      CREATE TABLE experience_parcels (
        shipment_id uuid NOT NULL,
        order_line_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        order_id uuid NOT NULL,
        supplier_id uuid NOT NULL,
        sku text NOT NULL,
        carrier text NOT NULL,
        lane text NOT NULL,
        currency text NOT NULL,
        day date NOT NULL,
        units int NOT NULL CHECK (units > 0),
        due_on date,
        delivered_at timestamptz,
        lost boolean NOT NULL DEFAULT false,
        PRIMARY KEY (shipment_id, order_line_id)
      );
      CREATE INDEX experience_parcels_line ON experience_parcels (order_line_id);
      CREATE INDEX experience_parcels_order ON experience_parcels (order_id);
      CREATE INDEX experience_parcels_day ON experience_parcels (supplier_id, sku, day);
      -- What one event says; a later one about the same thing takes its place.
      CREATE TABLE experience_facts (
        source_id uuid NOT NULL,
        kind text NOT NULL,
        part text NOT NULL,
        merchant_id uuid NOT NULL,
        order_id uuid NOT NULL,
        order_line_id uuid,
        -- The return, claim or complaint that money was paid for.
        cause_id uuid,
        supplier_id uuid NOT NULL,
        sku text NOT NULL,
        carrier text NOT NULL,
        lane text NOT NULL,
        currency text NOT NULL,
        day date NOT NULL,
        units int NOT NULL DEFAULT 0,
        is_problem boolean NOT NULL DEFAULT false,
        amount_minor bigint NOT NULL DEFAULT 0,
        amount_units double precision NOT NULL DEFAULT 0,
        score int,
        is_dissatisfied boolean NOT NULL DEFAULT false,
        is_void boolean NOT NULL DEFAULT false,
        PRIMARY KEY (source_id, kind, part)
      );
      CREATE INDEX experience_facts_cause ON experience_facts (cause_id);
      CREATE INDEX experience_facts_day ON experience_facts (supplier_id, sku, day);
      CREATE INDEX experience_facts_line ON experience_facts (order_line_id) WHERE carrier = 'unknown'`);
  }

  private async createCounts(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Days whose counts have to be made again, and the event because of which.
      CREATE TABLE experience_changes (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        merchant_id uuid NOT NULL,
        supplier_id uuid NOT NULL,
        sku text NOT NULL,
        carrier text NOT NULL,
        lane text NOT NULL,
        currency text NOT NULL,
        day date NOT NULL,
        event_id uuid NOT NULL,
        event_type text NOT NULL,
        order_id uuid NOT NULL
      );
      CREATE TABLE experience_days (
        merchant_id uuid NOT NULL,
        supplier_id uuid NOT NULL,
        sku text NOT NULL,
        carrier text NOT NULL,
        lane text NOT NULL,
        currency text NOT NULL,
        day date NOT NULL,${COUNTS},
        PRIMARY KEY (merchant_id, supplier_id, sku, carrier, lane, currency, day)
      )`);
  }

  private async createFigures(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The newest snapshot of a merchant, and the day that its figures are of.
      CREATE TABLE experience_heads (
        merchant_id uuid PRIMARY KEY,
        version int NOT NULL DEFAULT 0,
        computed_on date
      );
      CREATE TABLE experience_versions (
        merchant_id uuid NOT NULL,
        version int NOT NULL,
        kind text NOT NULL CHECK (kind IN ('learned', 'undone')),
        computed_at timestamptz NOT NULL,
        policy_version int NOT NULL,
        undone_version int,
        undone_by text,
        key_id uuid,
        reason text,
        until timestamptz,
        PRIMARY KEY (merchant_id, version)
      );
      -- Figures that a snapshot brought, each with the one before it and the events because of which.
      CREATE TABLE experience_figures (
        merchant_id uuid NOT NULL,
        version int NOT NULL,
        supplier_id uuid NOT NULL,
        scope text NOT NULL CHECK (scope IN ('all', 'supplier', 'sku', 'lane')),
        key text NOT NULL,
        figure jsonb,
        former jsonb,
        causes jsonb NOT NULL,
        PRIMARY KEY (merchant_id, version, supplier_id, scope, key),
        FOREIGN KEY (merchant_id, version) REFERENCES experience_versions
      );
      CREATE INDEX experience_figures_whose ON experience_figures (merchant_id, supplier_id, scope, key, version);
      -- What routing reads. While a person has put a former figure back it is pinned; null: nothing was known then.
      CREATE TABLE experience_current (
        merchant_id uuid NOT NULL,
        supplier_id uuid NOT NULL,
        scope text NOT NULL,
        key text NOT NULL,
        version int NOT NULL,
        figure jsonb,
        is_pinned boolean NOT NULL DEFAULT false,
        pinned_until timestamptz,
        PRIMARY KEY (merchant_id, supplier_id, scope, key)
      );
      CREATE INDEX experience_current_pins ON experience_current (pinned_until) WHERE is_pinned`);
  }
}
