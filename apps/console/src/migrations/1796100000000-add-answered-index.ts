import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The relation of support to loyalty asks four times about the few orders whose complaint was answered. */
export class AddAnsweredIndex1796100000000 implements MigrationInterface {
  readonly name = 'AddAnsweredIndex1796100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX order_facts_answered ON order_facts (day)
        INCLUDE (order_id, merchant_id, country, first_answer_seconds, nth, placed_at, next_placed_at)
        WHERE first_answer_seconds IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX order_facts_answered`);
  }
}
