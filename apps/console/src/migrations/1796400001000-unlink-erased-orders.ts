import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders that were erased before the erasure took the pseudonym of their customer lose it now. */
export class UnlinkErasedOrders1796400001000 implements MigrationInterface {
  readonly name = 'UnlinkErasedOrders1796400001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO insight_queue (order_id)
        SELECT order_id FROM order_persons WHERE person IN (
          SELECT person FROM order_persons WHERE order_id::text IN (SELECT key FROM erased_keys));
      DELETE FROM customer_facts WHERE person IN (
        SELECT person FROM order_persons WHERE order_id::text IN (SELECT key FROM erased_keys));
      UPDATE order_facts SET person = NULL, nth = NULL, next_placed_at = NULL
        WHERE order_id::text IN (SELECT key FROM erased_keys);
      DELETE FROM order_persons WHERE order_id::text IN (SELECT key FROM erased_keys)`);
  }

  /** What was unlinked stays so. */
  async down(): Promise<void> {
    // Nothing: the pseudonyms are gone.
  }
}
