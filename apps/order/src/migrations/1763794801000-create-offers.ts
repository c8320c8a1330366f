import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What suppliers can deliver by their feeds, and what we have promised of it. */
export class CreateOffers1763794801000 implements MigrationInterface {
  readonly name = 'CreateOffers1763794801000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE suppliers (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        code text NOT NULL,
        name text NOT NULL,
        currency text NOT NULL,
        active boolean NOT NULL,
        parcel_fixed_minor bigint NOT NULL,
        parcel_by_country jsonb NOT NULL,
        lead_time_days int NOT NULL,
        changed_at timestamptz NOT NULL
      );
      CREATE TABLE offers (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        supplier_id uuid NOT NULL,
        supplier_sku text NOT NULL,
        sku text,
        on_hand int NOT NULL,
        committed int NOT NULL DEFAULT 0 CHECK (committed >= 0),
        unit_cost_minor bigint NOT NULL,
        currency text NOT NULL,
        lead_time_days int NOT NULL,
        as_of timestamptz NOT NULL,
        feed_id uuid NOT NULL,
        removed boolean NOT NULL DEFAULT false,
        changed_at timestamptz NOT NULL
      );
      CREATE INDEX offers_sku ON offers (merchant_id, sku, id);
      CREATE INDEX offers_supplier ON offers (supplier_id, id);
      CREATE INDEX offers_newest ON offers (merchant_id, id);
      CREATE TABLE commitments (
        id uuid PRIMARY KEY,
        offer_id uuid NOT NULL REFERENCES offers,
        purchase_order_id uuid NOT NULL,
        order_line_id uuid NOT NULL,
        quantity int NOT NULL CHECK (quantity > 0),
        state text NOT NULL CHECK (state IN ('held', 'acknowledged', 'released')),
        acknowledged_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        released_at timestamptz
      );
      CREATE INDEX commitments_purchase_order ON commitments (purchase_order_id, order_line_id);
      CREATE INDEX commitments_offer ON commitments (offer_id) WHERE state <> 'released'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE commitments, offers, suppliers`);
  }
}
