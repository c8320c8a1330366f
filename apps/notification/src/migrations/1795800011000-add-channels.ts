import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers to write to, what their owners allowed, and how far messages came on each channel. */
export class AddChannels1795800011000 implements MigrationInterface {
  readonly name = 'AddChannels1795800011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE known_orders ADD COLUMN phone text`);
    await runner.query(`
      ALTER TABLE notifications ADD COLUMN phone text, ADD COLUMN tried text[] NOT NULL DEFAULT '{}',
        ADD COLUMN attempted_at timestamptz(3), ADD COLUMN provider_id text, ADD COLUMN provider_status text`);
    await runner.query(`CREATE INDEX notifications_phone ON notifications (phone) WHERE phone IS NOT NULL`);
    await runner.query(`
      CREATE TABLE contact_consents (
        merchant_id uuid NOT NULL,
        phone text NOT NULL,
        channel text NOT NULL,
        allowed boolean NOT NULL,
        recorded_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (merchant_id, phone, channel)
      )`);
    // Who writes STOP need not have been written to by a message that is still known.
    await runner.query(`ALTER TABLE suppressions ALTER COLUMN notification_id DROP NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM suppressions WHERE notification_id IS NULL`);
    await runner.query(`ALTER TABLE suppressions ALTER COLUMN notification_id SET NOT NULL`);
    await runner.query(`DROP TABLE contact_consents`);
    await runner.query(`
      ALTER TABLE notifications DROP COLUMN phone, DROP COLUMN tried, DROP COLUMN attempted_at, DROP COLUMN provider_id,
        DROP COLUMN provider_status`);
    await runner.query(`ALTER TABLE known_orders DROP COLUMN phone`);
  }
}
