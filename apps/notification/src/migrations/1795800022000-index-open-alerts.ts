import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Before an alert is raised it is looked whether one in the same words is open. */
export class IndexOpenAlerts1795800022000 implements MigrationInterface {
  readonly name = 'IndexOpenAlerts1795800022000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX alerts_open ON alerts (order_id) WHERE acknowledged_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX alerts_open`);
  }
}
