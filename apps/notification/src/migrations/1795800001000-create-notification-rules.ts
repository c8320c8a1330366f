import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a merchant's customers are told and when, by version; each message says by which version it was decided. */
export class CreateNotificationRules1795800001000 implements MigrationInterface {
  readonly name = 'CreateNotificationRules1795800001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification_rules (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        version integer NOT NULL,
        name text NOT NULL,
        state text NOT NULL,
        content jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        activated_at timestamptz(3),
        UNIQUE (merchant_id, version)
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX notification_rules_active ON notification_rules (merchant_id) WHERE state = 'active'`,
    );
    await runner.query(`ALTER TABLE notifications ADD COLUMN rules_version integer`);
    await runner.query(`ALTER TABLE known_orders ADD COLUMN open boolean NOT NULL DEFAULT true`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE known_orders DROP COLUMN open`);
    await runner.query(`ALTER TABLE notifications DROP COLUMN rules_version`);
    await runner.query(`DROP TABLE notification_rules`);
  }
}
