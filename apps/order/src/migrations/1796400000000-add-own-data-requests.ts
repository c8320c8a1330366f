import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers ask for their data themselves, on the page of an order; the way to the file is a link for one use. */
export class AddOwnDataRequests1796400000000 implements MigrationInterface {
  readonly name = 'AddOwnDataRequests1796400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE customer_requests
        -- On whose page it was asked for; null: a merchant or the retention asked.
        ADD COLUMN order_id uuid,
        -- Null once it was used.
        ADD COLUMN link_sha256 bytea;
      CREATE UNIQUE INDEX customer_requests_link ON customer_requests (link_sha256) WHERE link_sha256 IS NOT NULL;
      CREATE INDEX orders_tracking_token ON orders USING hash (tracking_token)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX orders_tracking_token, customer_requests_link;
      ALTER TABLE customer_requests DROP COLUMN link_sha256, DROP COLUMN order_id`);
  }
}
