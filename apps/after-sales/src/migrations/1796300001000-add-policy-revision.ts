import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts the changes of a draft and says who made the last, so that two editors do not overwrite each other. The index
 * leads to a merchant's newest orders: what a draft is tried on. It names no state, so that an order which is complete is
 * updated in its place.
 */
export class AddPolicyRevision1796300001000 implements MigrationInterface {
  readonly name = 'AddPolicyRevision1796300001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE return_policies
        ADD COLUMN revision int NOT NULL DEFAULT 1,
        ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now(),
        ADD COLUMN updated_by jsonb`);
    await runner.query(`UPDATE return_policies SET updated_at = greatest(created_at, activated_at, archived_at)`);
    await runner.query(`CREATE INDEX orders_of_merchant ON orders (merchant_id, order_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX orders_of_merchant`);
    await runner.query(
      `ALTER TABLE return_policies DROP COLUMN updated_by, DROP COLUMN updated_at, DROP COLUMN revision`,
    );
  }
}
