import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What set a message in motion, so that sending it belongs to the same trace and correlation. The default serves rows
 * written before, and a process of the release before while both run.
 */
export class AddCause1763794901000 implements MigrationInterface {
  readonly name = 'AddCause1763794901000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notifications ADD COLUMN cause jsonb NOT NULL
        DEFAULT jsonb_build_object('messageId', NULL, 'correlationId', gen_random_uuid(), 'traceparent', NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE notifications DROP COLUMN cause`);
  }
}
