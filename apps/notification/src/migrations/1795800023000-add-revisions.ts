import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['notification_rules', 'message_templates'] as const;

/** Counts the changes of a draft and says who made the last, so that two editors do not overwrite each other. */
export class AddRevisions1795800023000 implements MigrationInterface {
  readonly name = 'AddRevisions1795800023000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) {
      await runner.query(`
        ALTER TABLE ${table}
          ADD COLUMN revision int NOT NULL DEFAULT 1,
          ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT now(),
          ADD COLUMN updated_by jsonb`);
      await runner.query(`UPDATE ${table} SET updated_at = greatest(created_at, activated_at)`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await runner.query(`ALTER TABLE ${table} DROP COLUMN updated_by, DROP COLUMN updated_at, DROP COLUMN revision`);
  }
}
