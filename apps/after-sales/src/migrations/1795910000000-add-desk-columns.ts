import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a desk works by: which state of a complaint somebody has seen, and since when a return stands as it does. */
export class AddDeskColumns1795910000000 implements MigrationInterface {
  readonly name = 'AddDeskColumns1795910000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE complaints ADD COLUMN revision int NOT NULL DEFAULT 1;
      CREATE INDEX complaints_incident ON complaints (incident_id) WHERE incident_id IS NOT NULL;
      ALTER TABLE returns ADD COLUMN status_since timestamptz(3);
      UPDATE returns SET status_since = COALESCE(closed_at, requested_at);
      ALTER TABLE returns ALTER COLUMN status_since SET NOT NULL;
      CREATE INDEX returns_waiting ON returns (merchant_id, status_since, id) WHERE closed_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE returns DROP COLUMN status_since;
      DROP INDEX complaints_incident;
      ALTER TABLE complaints DROP COLUMN revision`);
  }
}
