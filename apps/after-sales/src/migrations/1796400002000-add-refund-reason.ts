import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person paid back for a complaint, and why. */
export class AddRefundReason1796400002000 implements MigrationInterface {
  readonly name = 'AddRefundReason1796400002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE refunds ADD COLUMN reason text;
      CREATE INDEX refunds_complaint ON refunds (complaint_id) WHERE complaint_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX refunds_complaint; ALTER TABLE refunds DROP COLUMN reason`);
  }
}
