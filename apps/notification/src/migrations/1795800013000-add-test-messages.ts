import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that a merchant sends to itself to read its own texts: the texts under test, null for real ones. */
export class AddTestMessages1795800013000 implements MigrationInterface {
  readonly name = 'AddTestMessages1795800013000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE notifications ADD COLUMN test_texts jsonb`);
    await runner.query(
      `CREATE INDEX notifications_tests ON notifications (merchant_id, created_at) WHERE test_texts IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM notifications WHERE test_texts IS NOT NULL`);
    await runner.query(`ALTER TABLE notifications DROP COLUMN test_texts`);
  }
}
