import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Messages that tell several parcels at once, and what they say of each. The defaults serve a process of the release
 * before while both run.
 */
export class AddDigests1795800020000 implements MigrationInterface {
  readonly name = 'AddDigests1795800020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notifications
        ADD COLUMN digest_id uuid REFERENCES notifications (id) ON DELETE SET NULL,
        ADD COLUMN sealed_at timestamptz(3)`);
    await runner.query(`CREATE INDEX notifications_digest ON notifications (digest_id) WHERE digest_id IS NOT NULL`);
    await runner.query(`
      ALTER TABLE known_parcels
        ALTER COLUMN delivered SET DEFAULT false,
        ADD COLUMN status text NOT NULL DEFAULT 'registered',
        ADD COLUMN expected_day date`);
    await runner.query(`UPDATE known_parcels SET status = 'delivered' WHERE delivered`);
    await runner.query(`ALTER TABLE known_orders ADD COLUMN rest_cancelled boolean NOT NULL DEFAULT false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE known_orders DROP COLUMN rest_cancelled`);
    await runner.query(`
      ALTER TABLE known_parcels ALTER COLUMN delivered DROP DEFAULT, DROP COLUMN status, DROP COLUMN expected_day`);
    await runner.query(`DELETE FROM notifications WHERE template = 'parcels-digest'`);
    await runner.query(`ALTER TABLE notifications DROP COLUMN digest_id, DROP COLUMN sealed_at`);
  }
}
