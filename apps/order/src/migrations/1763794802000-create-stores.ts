import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Merchants' stores and, byte by byte, what they sent. */
export class CreateStores1763794802000 implements MigrationInterface {
  readonly name = 'CreateStores1763794802000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stores (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        platform text NOT NULL,
        name text NOT NULL,
        domain text NOT NULL,
        webhook_secret text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX stores_merchant ON stores (merchant_id, id);
      CREATE TABLE store_deliveries (
        id uuid PRIMARY KEY,
        store_id uuid NOT NULL REFERENCES stores,
        delivery_key text NOT NULL,
        topic text NOT NULL,
        body bytea NOT NULL,
        state text NOT NULL CHECK (state IN ('received', 'processed', 'ignored', 'failed')),
        outcome text,
        detail text,
        order_id uuid,
        attempts int NOT NULL DEFAULT 0,
        received_at timestamptz NOT NULL DEFAULT now(),
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        UNIQUE (store_id, delivery_key)
      );
      CREATE INDEX store_deliveries_waiting ON store_deliveries (id) WHERE state = 'received'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE store_deliveries, stores`);
  }
}
