import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What set a webhook in motion, so that the call belongs to the same trace and correlation. The default serves rows
 * written before, and a process of the release before while both run.
 */
export class AddDeliveryCause1790000300000 implements MigrationInterface {
  readonly name = 'AddDeliveryCause1790000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE deliveries ADD COLUMN cause jsonb NOT NULL
        DEFAULT jsonb_build_object('messageId', NULL, 'correlationId', gen_random_uuid(), 'traceparent', NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE deliveries DROP COLUMN cause`);
  }
}
