import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a message is first meant to leave. The default serves rows written before, and a process of the release
 * before while both run.
 */
export class AddNotBefore1795800000000 implements MigrationInterface {
  readonly name = 'AddNotBefore1795800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE notifications ADD COLUMN not_before timestamptz(3) NOT NULL DEFAULT now()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE notifications DROP COLUMN not_before`);
  }
}
